package dev.lockstep.dialects.mysql;

import dev.lockstep.dialects.target.CatalogPrint;
import java.util.ArrayList;
import java.util.List;

/// Marks what a database of MariaDB or MySQL holds.
///
/// *Shape*: a sum of hashes of rows of the information schema, without the columns that count rows
/// or pages: asking for those alone opens every table.
record MySqlCatalogPrint() implements CatalogPrint {
  @Override
  public String query(String places) {
    List<String> parts = new ArrayList<>();
    parts.add(
        part(
            "tables",
            "table_schema",
            "table_name, table_type, engine, create_options, table_comment"));
    parts.add(
        part(
            "columns",
            "table_schema",
            "table_name, column_name, ordinal_position, column_default, is_nullable, column_type,"
                + " collation_name, extra, column_comment, generation_expression"));
    parts.add(
        part(
            "statistics",
            "table_schema",
            "table_name, index_name, non_unique, seq_in_index, column_name, collation, sub_part,"
                + " index_type, index_comment"));
    parts.add(
        part(
            "key_column_usage",
            "table_schema",
            "table_name, constraint_name, column_name, ordinal_position, referenced_table_schema,"
                + " referenced_table_name, referenced_column_name"));
    parts.add(
        part(
            "referential_constraints",
            "constraint_schema",
            "table_name, constraint_name, update_rule, delete_rule"));
    parts.add(part("check_constraints", "constraint_schema", "constraint_name, check_clause"));
    parts.add(
        part("views", "table_schema", "table_name, view_definition, check_option, security_type"));
    parts.add(
        part(
            "routines",
            "routine_schema",
            "routine_name, routine_type, routine_definition, last_altered, sql_mode"));
    parts.add(
        part(
            "triggers",
            "trigger_schema",
            "trigger_name, event_manipulation, event_object_table, action_order, action_timing,"
                + " action_statement, sql_mode"));
    parts.add(
        part(
            "events",
            "event_schema",
            "event_name, event_definition, interval_value, interval_field, execute_at, starts,"
                + " ends, status"));
    return "SELECT DATABASE() AS place, CONCAT(SUM(r.mark), '/', COUNT(*)) AS mark FROM ("
        + String.join(" UNION ALL ", parts)
        + ") r";
  }

  private static String part(String table, String schema, String columns) {
    List<String> quoted = new ArrayList<>();
    for (String column : columns.split(", *")) {
      quoted.add("QUOTE(i." + column.strip() + ")");
    }
    return "SELECT CAST(CONV(LEFT(MD5(CONCAT_WS(',', '%1$s', %2$s)), 15), 16, 10) AS UNSIGNED) AS mark FROM information_schema.%1$s i WHERE i.%3$s = DATABASE()"
        .formatted(table, String.join(", ", quoted), schema);
  }
}
