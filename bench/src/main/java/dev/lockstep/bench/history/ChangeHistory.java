package dev.lockstep.bench.history;

import dev.lockstep.git.NewRepository;
import dev.lockstep.git.NewRepository.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Writes one history in every form: each change creates one small table.
///
/// *Shape*: change `n` creates `t_0000n` with a primary key, a mandatory column and one with a
/// default. The forms stand side by side in one folder, so that each tool finds its own:
/// `db/flyway/V*.sql`, `db/changelog.sql` (formatted SQL), `db/changelog.xml` and `db/custom.xml`
/// (XML whose changes are Java classes).
///
/// @param folder where it stands
/// @param changes how many
public record ChangeHistory(Path folder, int changes) {
  public static final String FLYWAY = "db/flyway";
  public static final String FORMATTED_SQL = "db/changelog.sql";
  public static final String XML = "db/changelog.xml";
  public static final String CUSTOM_XML = "db/custom.xml";

  /// The jar with the Java class that the custom changes name.
  public static final String CUSTOM_JAR = "db/custom.jar";

  private static final String XML_END = "</databaseChangeLog>\n";
  private static final String XML_HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
            http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
      """;

  /// Writes all forms below the folder and commits them, as users have them in a repository.
  ///
  /// @param mark a word that stands in every file, so that other marks make other files
  public static ChangeHistory write(Path folder, int changes, String mark) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int number = 1; number <= changes; number++) {
      put(
          files,
          "%s/V%d__create_%s.sql".formatted(FLYWAY, number, table(number)),
          "-- " + mark + "\n" + createTable(number) + ";\n");
    }
    put(
        files,
        FORMATTED_SQL,
        joined("--liquibase formatted sql\n-- " + mark + "\n", changes, ChangeHistory::sql));
    String head = XML_HEAD + "  <!-- " + mark + " -->\n";
    put(files, XML, joined(head, changes, ChangeHistory::xml) + XML_END);
    put(files, CUSTOM_XML, joined(head, changes, ChangeHistory::customXml) + XML_END);
    files.put(CUSTOM_JAR, CustomJar.bytes());
    Files.createDirectories(folder);
    NewRepository.create(folder, List.of(new Entry(Instant.EPOCH, "bench", "All changes", files)));
    return new ChangeHistory(folder, changes);
  }

  public static String table(int number) {
    return "t_%05d".formatted(number);
  }

  /// Returns the statement of a change, without a semicolon.
  public static String createTable(int number) {
    return """
    CREATE TABLE %s (
      id bigint PRIMARY KEY,
      name varchar(100) NOT NULL,
      amount integer DEFAULT 0
    )\
    """
        .formatted(table(number));
  }

  public Path path(String form) {
    return folder.resolve(form);
  }

  private static void put(Map<String, byte[]> files, String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String joined(String head, int changes, IntFunction<String> change) {
    StringBuilder text = new StringBuilder(head);
    for (int number = 1; number <= changes; number++) {
      text.append(change.apply(number));
    }
    return text.toString();
  }

  private static String sql(int number) {
    return "\n--changeset bench:%d\n%s;\n".formatted(number, createTable(number));
  }

  private static String xml(int number) {
    return """
      <changeSet id="%d" author="bench">
        <createTable tableName="%s">
          <column name="id" type="bigint">
            <constraints primaryKey="true" nullable="false"/>
          </column>
          <column name="name" type="varchar(100)">
            <constraints nullable="false"/>
          </column>
          <column name="amount" type="int" defaultValueNumeric="0"/>
        </createTable>
      </changeSet>
    """
        .formatted(number, table(number));
  }

  private static String customXml(int number) {
    return """
      <changeSet id="%d" author="bench">
        <customChange class="%s">
          <param name="table" value="%s"/>
        </customChange>
      </changeSet>
    """
        .formatted(number, CustomJar.CLASS, table(number));
  }
}
