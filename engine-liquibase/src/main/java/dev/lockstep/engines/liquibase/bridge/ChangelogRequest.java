package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.source.FileTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says which changelog to read, from which files, for which server and under which options.
///
/// @param changelog path below one of the options' search roots
/// @param contexts empty when none are given, which lets every changeset run
/// @param labels a label expression; null when none is given
public record ChangelogRequest(
    FileTree files,
    String changelog,
    LiquibaseOptions options,
    List<String> contexts,
    @Nullable String labels,
    ServerFacts server) {
  public ChangelogRequest {
    contexts = List.copyOf(contexts);
  }
}
