package dev.lockstep.engines.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.sql.SqlStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Changes statements of files in which people wrote other things too.
final class FileTextTest {
  @Test
  void replacesAStatementWhereItStands() {
    String text = "-- one\nCREATE A;\n\n-- two\nCREATE B ;\n";
    FileText file = new FileText(text);
    file.replace(split("postgresql", text).get(0), List.of("CREATE X", "ALTER X"));

    assertThat(file.changed()).isEqualTo("-- one\nCREATE X;\nALTER X;\n\n-- two\nCREATE B ;\n");
  }

  @Test
  void takesTheCommentsAboveAlong() {
    String text = "-- file\n\nCREATE A;\n\n-- b\n-- is b\nCREATE B; -- indeed\n\nCREATE C;\n";
    FileText file = new FileText(text);
    file.remove(split("postgresql", text).get(1), true);

    assertThat(file.changed()).isEqualTo("-- file\n\nCREATE A;\n\nCREATE C;\n");
  }

  @Test
  void leavesHintsAndTheCommentsOfOthers() {
    String text = "-- lockstep:rename table public.a to b\nCREATE B;\nCREATE C;\n";
    FileText file = new FileText(text);
    file.remove(split("postgresql", text).get(0), true);

    assertThat(file.changed()).isEqualTo("-- lockstep:rename table public.a to b\nCREATE C;\n");
  }

  @Test
  void keepsToTheLineEndsOfTheFile() {
    String text = "CREATE A;\r\nCREATE B\r\n";
    FileText file = new FileText(text);
    file.replace(split("postgresql", text).get(0), List.of("CREATE X", "ALTER X"));
    file.add(split("postgresql", text).get(1), List.of("CREATE Y"));

    assertThat(file.changed()).isEqualTo("CREATE X;\r\nALTER X;\r\nCREATE B;\r\nCREATE Y;\r\n");
  }

  @Test
  void obeysAnotherDelimiter() {
    String text = "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END //\nSELECT 2 //\n";
    FileText file = new FileText(text);
    file.replace(
        split("mariadb", text).get(0), List.of("SET x = 1", "CREATE PROCEDURE q() BEGIN END"));
    file.remove(split("mariadb", text).get(1), false);

    assertThat(file.changed())
        .isEqualTo("DELIMITER //\nSET x = 1//\nCREATE PROCEDURE q() BEGIN END //\n");
  }

  @Test
  void appendsBehindABlankLine() {
    String text = "CREATE A;\n";
    FileText file = new FileText(text);
    file.append(List.of("CREATE B", "CREATE C"));

    assertThat(file.changed()).isEqualTo("CREATE A;\n\nCREATE B;\nCREATE C;\n");
  }

  private static List<SqlStatement> split(String dialect, String text) {
    return SupportedProducts.all().named(dialect).splitter().split(text);
  }
}
