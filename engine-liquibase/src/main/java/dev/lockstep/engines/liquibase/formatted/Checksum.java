package dev.lockstep.engines.liquibase.formatted;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Computes a changeset's checksum as the versions of Liquibase do: the sum of its one change, and
/// the sum of that.
final class Checksum {
  /// Liquibase's old way fails on so much space in one place.
  private static final int WIDEST_SPACE = 1000;

  private Checksum() {}

  /// Computes what is written since Liquibase 4.22: white space does not count.
  static String version9(String sql) {
    return of(9, squeezed(sql, ""));
  }

  /// Computes what older versions wrote: white space counts as one space, attributes count as well.
  ///
  /// @param version 7 or 8
  static String old(int version, FormattedChangeset changeset) {
    ChangesetHeader header = changeset.header();
    return of(
        version,
        header.text("enddelimiter")
            + ":"
            + header.split()
            + ":"
            + header.is("stripcomments", true)
            + ":"
            + squeezed(changeset.sql(), " "));
  }

  private static String of(int version, String text) {
    return version + ":" + md5(version + ":" + md5(text) + ":");
  }

  private static String squeezed(String sql, String space) {
    StringBuilder text = new StringBuilder(sql.length());
    int spaces = 0;
    for (int at = 0; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        spaces++;
        if (spaces > WIDEST_SPACE) {
          throw new NotOurs("very wide space");
        }
      } else {
        text.append(spaces > 0 ? space : "").append(c);
        spaces = 0;
      }
    }
    return text.toString();
  }

  private static String md5(String text) {
    try {
      byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
