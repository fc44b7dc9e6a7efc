package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestMySql;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/// Turns schemas into others and back on MySQL, as [MariaPairsTest] does on MariaDB.
@EnabledIf("dev.lockstep.testkit.TestMySql#isThere")
final class MysqlPairsTest {
  @TestFactory
  Stream<DynamicTest> leadsThereAndBack() {
    return Scenarios.in("testdata/schema-pairs/mysql")
        .tests(scenario -> MariaPairsTest.thereAndBack(scenario, TestMySql::database, Shown::all));
  }
}
