package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Takes the user out of the head of a program's statement, and out of nothing else.
final class DefinerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CREATE DEFINER=`a``b`@`%` PROCEDURE p() SELECT 1 | CREATE  PROCEDURE p() SELECT 1",
        "CREATE OR REPLACE ALGORITHM=MERGE DEFINER = app@'10.0.%' VIEW v AS SELECT 1 | CREATE OR"
            + " REPLACE ALGORITHM=MERGE  VIEW v AS SELECT 1",
        "create definer=CURRENT_USER() event e ON SCHEDULE EVERY 1 DAY DO SELECT 1 | create  event"
            + " e ON SCHEDULE EVERY 1 DAY DO SELECT 1",
        "CREATE DEFINER=CURRENT_ROLE FUNCTION f() RETURNS int RETURN 1 | CREATE  FUNCTION f()"
            + " RETURNS int RETURN 1",
        "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER r BEFORE INSERT"
            + " ON t FOR EACH ROW SET NEW.a = 1 */ | /*!50003 CREATE*/ /*!50017 */ /*!50003"
            + " TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1 */",
        "/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=`root`@`localhost` SQL SECURITY"
            + " DEFINER */ /*!50001 VIEW `v` AS select 1 */ | /*!50001 CREATE"
            + " ALGORITHM=UNDEFINED */ /*!50013  SQL SECURITY DEFINER */ /*!50001 VIEW `v` AS"
            + " select 1 */",
        "CREATE PROCEDURE p() SELECT 'DEFINER=x@y' | CREATE PROCEDURE p() SELECT 'DEFINER=x@y'",
        "CREATE TABLE t (DEFINER int) | CREATE TABLE t (DEFINER int)",
      })
  void leavesItOut(String sql, String without) {
    assertThat(MysqlSchemas.MARIADB.onAnyServer(sql)).isEqualTo(without);
  }
}
