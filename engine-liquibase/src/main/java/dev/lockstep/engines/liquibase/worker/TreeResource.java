package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.source.FileEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import liquibase.resource.AbstractResource;
import liquibase.resource.Resource;

/// Is one file of the repository as Liquibase reads it.
final class TreeResource extends AbstractResource {
  private final TreeAccessor accessor;
  private final FileEntry entry;

  TreeResource(TreeAccessor accessor, String logical, FileEntry entry) {
    super(logical, uri(entry.path()));
    this.accessor = accessor;
    this.entry = entry;
  }

  @Override
  public InputStream openInputStream() {
    return new ByteArrayInputStream(accessor.content(entry));
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public Resource resolve(String other) {
    return get(resolvePath(other));
  }

  @Override
  public Resource resolveSibling(String other) {
    return get(resolveSiblingPath(other));
  }

  private Resource get(String path) {
    try {
      return accessor.get(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static URI uri(String path) {
    try {
      return new URI("tree", "/" + path, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a quoted path is a URI", e);
    }
  }
}
