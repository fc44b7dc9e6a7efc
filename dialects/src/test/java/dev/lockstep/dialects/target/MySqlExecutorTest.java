package dev.lockstep.dialects.target;

import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMySql;
import org.junit.jupiter.api.condition.EnabledIf;

/// The same on MySQL, where one is there.
@EnabledIf("dev.lockstep.testkit.TestMySql#isThere")
final class MySqlExecutorTest extends MariaDbExecutorTest {
  @Override
  TestDatabase fresh() {
    return TestMySql.database();
  }
}
