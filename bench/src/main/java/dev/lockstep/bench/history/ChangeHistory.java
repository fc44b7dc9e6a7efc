package dev.lockstep.bench.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

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

  private static final String XML_HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
            http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
      """;

  /// Writes all forms below the folder.
  public static ChangeHistory write(Path folder, int changes) throws IOException {
    ChangeHistory history = new ChangeHistory(folder, changes);
    Path migrations = Files.createDirectories(folder.resolve(FLYWAY));
    for (int number = 1; number <= changes; number++) {
      Files.writeString(
          migrations.resolve("V%d__create_%s.sql".formatted(number, table(number))),
          createTable(number) + ";\n");
    }
    history.write(
        FORMATTED_SQL,
        "--liquibase formatted sql\n",
        number -> "\n--changeset bench:%d\n%s;\n".formatted(number, createTable(number)),
        "");
    history.write(XML, XML_HEAD, ChangeHistory::xml, "</databaseChangeLog>\n");
    history.write(CUSTOM_XML, XML_HEAD, ChangeHistory::customXml, "</databaseChangeLog>\n");
    writeJar(folder.resolve(CUSTOM_JAR));
    return history;
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

  private void write(String form, String head, IntFunction<String> change, String end)
      throws IOException {
    StringBuilder text = new StringBuilder(head);
    for (int number = 1; number <= changes; number++) {
      text.append(change.apply(number));
    }
    Files.writeString(folder.resolve(form), text.append(end));
  }

  private static void writeJar(Path jar) throws IOException {
    String name = CreateTable.class.getName().replace('.', '/') + ".class";
    try (InputStream type = CreateTable.class.getClassLoader().getResourceAsStream(name);
        JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar))) {
      stream.putNextEntry(new JarEntry(name));
      stream.write(Objects.requireNonNull(type, name).readAllBytes());
      stream.closeEntry();
    }
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
        .formatted(number, CreateTable.class.getName(), table(number));
  }
}
