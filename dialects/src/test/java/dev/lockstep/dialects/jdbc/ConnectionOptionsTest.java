package dev.lockstep.dialects.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds every driver to its allow-list, typed or in a URL.
class ConnectionOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql | socketFactory           | java.io.FileOutputStream
          postgresql | socketFactoryArg        | /tmp/x
          postgresql | sslfactory              | org.example.Factory
          postgresql | sslhostnameverifier     | org.example.Verifier
          postgresql | sslpasswordcallback     | org.example.Callback
          postgresql | authenticationPluginClassName | org.example.Plugin
          postgresql | loggerFile              | /tmp/x
          postgresql | localSocketAddress      | 10.0.0.1
          postgresql | password                | secret-value
          postgresql | user                    | root
          postgresql | jaasApplicationName     | x
          postgresql | SSLMODE                 | require
          postgresql | options                 | -c lock_timeout=0
          postgresql | options                 | -c role=x --config_file=/etc/passwd
          cockroachdb | loggerFile             | /tmp/x
          mysql      | allowLocalInfile        | true
          mysql      | allowLoadLocalInfile    | true
          mysql      | autoDeserialize         | true
          mysql      | queryInterceptors       | org.example.Interceptor
          mariadb    | socketFactory           | org.example.Factory
          mariadb    | initSql                 | DROP DATABASE x
          mariadb    | sessionVariables        | sql_mode=''
          mariadb    | allowMultiQueries       | true
          mariadb    | serverRsaPublicKeyFile  | /etc/passwd
          mariadb    | password                | secret-value
          mariadb    | localSocket             | /run/mysql.sock
          sqlite     | enable_load_extension   | true
          sqlite     | password                | secret-value
          h2         | INIT                    | RUNSCRIPT FROM 'http://x'
          h2         | TRACE_LEVEL_FILE        | 3
          h2         | PASSWORD                | secret-value
          h2         | MODE                    | MySQL;INIT=CREATE ALIAS
          sqlserver  | socketFactoryClass      | org.example.Factory
          sqlserver  | trustManagerClass       | org.example.Manager
          sqlserver  | accessTokenCallbackClass | org.example.Callback
          sqlserver  | password                | secret-value
          oracle     | oracle.net.wallet_location | /tmp
          oracle     | oracle.jdbc.accessToken | secret-value
          """)
  void optionsThatAreNotAllowedAreNamed(String dialect, String option, String value) {
    ConnectionDefinition typed = definition(dialect, null, Map.of(option, value));
    assertThatThrownBy(() -> plan(dialect, typed))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining(option)
        .hasMessageNotContaining("secret-value")
        .asInstanceOf(InstanceOfAssertFactories.type(LockstepException.class))
        .extracting(LockstepException::code)
        .isEqualTo(ErrorCode.CONFIGURATION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql | jdbc:postgresql://db/shop?loggerFile=/tmp/x
          postgresql | jdbc:postgresql://db/shop?socket%46actory=x
          postgresql | jdbc:postgresql://db/shop?user=u&password=secret-value
          postgresql | jdbc:postgresql://u:secret-value@db/shop
          postgresql | jdbc:postgresql://db/shop?options=-c%20search_path%3Dx
          postgresql | jdbc:mysql://db/shop
          postgresql | jdbc:postgresql://db/shop?sslmode=%zz
          mariadb    | jdbc:mariadb://db/shop?allowLocalInfile=true
          mariadb    | jdbc:mariadb://u:secret-value@db/shop
          mariadb    | jdbc:mariadb://address=(host=x)(port=1)/shop
          mariadb    | jdbc:mariadb:sequential://db/shop
          sqlite     | jdbc:sqlite::resource:http://example.org/x.db
          sqlite     | jdbc:sqlite:file:x.db?vfs=unix
          sqlite     | jdbc:sqlite:x.db?enable_load_extension=true
          sqlite     | jdbc:sqlite:
          h2         | jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'x.sql'
          h2         | jdbc:h2:mem:x;init=x
          h2         | jdbc:h2:zip:/tmp/x.zip!/x
          h2         | jdbc:h2:file:nioMapped:/tmp/x
          h2         | jdbc:h2:ssl://db/x
          h2         | jdbc:h2:tcp://db/../x;MODE=MySQL\\;INIT=x
          sqlserver  | jdbc:sqlserver://db;databaseName=x;trustManagerClass=x
          sqlserver  | jdbc:sqlserver://db;user=u;password=secret-value
          oracle     | jdbc:oracle:thin:u/secret-value@//db/x
          oracle     | jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=db)))
          oracle     | jdbc:oracle:thin:@//db/x?TNS_ADMIN=/tmp
          """)
  void addressesThatAreMoreThanAnAddressAreRefused(String dialect, String url) {
    assertThatThrownBy(() -> plan(dialect, definition(dialect, url, Map.of())))
        .isInstanceOf(LockstepException.class)
        .hasMessageNotContaining("secret-value")
        .asInstanceOf(InstanceOfAssertFactories.type(LockstepException.class))
        .extracting(LockstepException::code)
        .isEqualTo(ErrorCode.CONFIGURATION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql | jdbc:postgresql://db:5433/shop%20a?sslmode=require | jdbc:postgresql://db:5433/shop%20a
          postgresql | jdbc:postgresql://a:1,b:2/x | jdbc:postgresql://a:1,b:2/x
          postgresql | jdbc:postgresql://[::1]:5432/x | jdbc:postgresql://[::1]:5432/x
          mysql      | jdbc:mysql://db/shop?sslMode=verify-full | jdbc:mariadb://db/shop
          mariadb    | jdbc:mariadb://db:3307/shop | jdbc:mariadb://db:3307/shop
          sqlite     | jdbc:sqlite:data/shop.db | jdbc:sqlite:data/shop.db
          h2         | jdbc:h2:mem:x;MODE=MySQL | jdbc:h2:mem:x;MODE=MySQL;LOCK_TIMEOUT=5000;TRACE_LEVEL_FILE=0
          h2         | jdbc:h2:tcp://db:9092/./x | jdbc:h2:tcp://db:9092/./x;LOCK_TIMEOUT=5000;TRACE_LEVEL_FILE=0
          sqlserver  | jdbc:sqlserver://db:1433;databaseName=x;encrypt=true | jdbc:sqlserver://db:1433
          oracle     | jdbc:oracle:thin:@//db:1521/shop | jdbc:oracle:thin:@//db:1521/shop
          """)
  void plainAddressesAreBuiltAnew(String dialect, String url, String built) {
    assertThat(plan(dialect, definition(dialect, url, Map.of())).url()).isEqualTo(built);
  }

  @ParameterizedTest
  @CsvSource({"postgresql", "mysql", "mariadb", "sqlserver", "oracle", "cockroachdb"})
  void hostsThatAreNoHostsAreRefused(String dialect) {
    for (String host : new String[] {"db/x?loggerFile=y", "u@db", "db;a=b", "db\n", "", "a b"}) {
      ConnectionDefinition typed =
          new ConnectionDefinition(
              null, host, 0, "shop", null, "deployer", null, new LinkedHashMap<>());
      assertThatThrownBy(() -> plan(dialect, typed)).isInstanceOf(LockstepException.class);
    }
  }

  @Test
  void aServerTakesTypedFieldsOfServersOnly() {
    Connector connector =
        new Connector(
            SupportedProducts.all(),
            reference -> "",
            new DriverLocator(List.of()),
            Connector.Trust.REMOTE_USER);
    Products products = SupportedProducts.all();
    assertThatThrownBy(() ->
            connector.open(
                products.named("postgresql"),
                definition("postgresql", "jdbc:postgresql://db/x", Map.of()),
                ExecutionSettings.DEFAULT,
                "test"))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining("host and database");
    assertThatThrownBy(() ->
            connector.open(
                products.named("sqlite"),
                definition("sqlite", null, Map.of()),
                ExecutionSettings.DEFAULT,
                "test"))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining("host and database");
  }

  @Test
  void aMissingDriverIsNamedWithItsPlace() {
    Predicate<String> hint = step -> step.contains("ojdbc11") && step.contains("/nowhere/drivers");
    DriverLocator locator = new DriverLocator(List.of(Path.of("/nowhere/drivers")));
    assertThatThrownBy(() -> SupportedProducts.all().named("oracle").driver(locator))
        .isInstanceOf(LockstepException.class)
        .matches(failure -> hint.test(((LockstepException) failure).nextStep() + ""));
  }

  @Test
  void anUnknownDialectIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> SupportedProducts.all().named("postgres"))
        .isInstanceOf(LockstepException.class)
        .matches(failure ->
            (((LockstepException) failure).nextStep() + "").contains("postgresql, mysql"));
  }

  private static ConnectionPlan plan(String dialect, ConnectionDefinition definition) {
    return SupportedProducts.all()
        .named(dialect)
        .plan(definition, ExecutionSettings.DEFAULT, "test");
  }

  private static ConnectionDefinition definition(
      String dialect, @Nullable String url, Map<String, String> options) {
    boolean server = !dialect.equals("sqlite") && !dialect.equals("h2");
    return new ConnectionDefinition(
        url,
        server ? "db.internal" : null,
        0,
        server ? "shop" : dialect.equals("h2") ? "mem:shop" : "shop.db",
        null,
        "deployer",
        null,
        new LinkedHashMap<>(options));
  }
}
