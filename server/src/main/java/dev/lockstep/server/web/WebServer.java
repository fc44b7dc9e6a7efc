package dev.lockstep.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Listens, on virtual threads, and gives every request to the [Front].
public final class WebServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private WebServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// Begins to listen.
  ///
  /// @param port 0 for a free one
  /// @param drain how long requests that are under way may take when it ends
  public static WebServer start(Front front, String address, int port, Duration drain) {
    // What is logged how stands in logback.xml, for what comes before this as well.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    SpringApplication application = new SpringApplication(Configuration.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("server.address", address);
    settings.put("server.port", port);
    settings.put("server.shutdown", "graceful");
    settings.put("spring.lifecycle.timeout-per-shutdown-phase", drain.toMillis() + "ms");
    settings.put("spring.threads.virtual.enabled", true);
    settings.put("spring.web.resources.add-mappings", false);
    // Bodies are JSON whatever their sender calls them, as curl does.
    settings.put("spring.mvc.formcontent.filter.enabled", false);
    application.setDefaultProperties(settings);
    application.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean(
                "everything",
                RouterFunction.class,
                () ->
                    RouterFunctions.route(
                        RequestPredicates.all(), request -> response(front, request))));
    return new WebServer(application.run());
  }

  private static ServerResponse response(Front front, ServerRequest request) {
    HttpServletRequest sent = request.servletRequest();
    Answer answer =
        front.answer(
            new Exchange(
                sent.getMethod(),
                sent.getRequestURI(),
                query(sent.getQueryString()),
                sent::getHeader,
                most -> sent.getInputStream().readNBytes(most)));
    ServerResponse.BodyBuilder response = ServerResponse.status(answer.status());
    answer.headers().forEach(response::header);
    if (answer.type().isEmpty()) {
      return response.build();
    }
    response.header(HttpHeaders.CONTENT_TYPE, answer.type());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    return response
        .contentLength(body.length)
        .build((_, out) -> {
          out.getOutputStream().write(body);
          return null;
        });
  }

  /// Reads the parameters of an address, the first where one comes twice. The servlet's own way
  /// would read bodies as well.
  private static Map<String, String> query(@Nullable String text) {
    Map<String, String> query = new LinkedHashMap<>();
    if (text != null) {
      for (String one : text.split("&", -1)) {
        int equals = one.indexOf('=');
        query.putIfAbsent(
            decoded(equals < 0 ? one : one.substring(0, equals)),
            equals < 0 ? "" : decoded(one.substring(equals + 1)));
      }
      query.remove("");
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      return text;
    }
  }

  /// Returns the port that it listens on.
  public int port() {
    return Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer())
        .getPort();
  }

  /// Takes no more requests and waits a while for those under way.
  @Override
  public void close() {
    context.close();
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  static class Configuration {}
}
