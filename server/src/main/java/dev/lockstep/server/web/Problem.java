package dev.lockstep.server.web;

import java.util.List;

/// Ends a request with an answer that says what is wrong and what to do.
///
/// *Source*: RFC 9457.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String name;
  private final String nextStep;
  private final transient List<String> faults;

  /// @param name short and stable, for programs
  /// @param faults each of what is wrong, where it is more than one thing
  public Problem(int status, String name, String detail, String nextStep, List<String> faults) {
    super(detail, null, false, false);
    this.status = status;
    this.name = name;
    this.nextStep = nextStep;
    this.faults = List.copyOf(faults);
  }

  public Problem(int status, String name, String detail, String nextStep) {
    this(status, name, detail, nextStep, List.of());
  }

  /// Is the answer for what is not there, and for what the actor may not know to be there.
  public static Problem notFound() {
    return new Problem(
        404, "not-found", "There is nothing here.", "Check the address and your roles.");
  }

  /// Returns the same, saying of what among several it is.
  public Problem about(String thing) {
    return new Problem(
        status,
        name,
        thing + ": " + getMessage(),
        nextStep,
        faults.stream().map(fault -> thing + ": " + fault).toList());
  }

  static Problem forbidden() {
    return new Problem(
        403, "forbidden", "You may not do this here.", "Ask an owner of this place for a role.");
  }

  static Problem unauthenticated() {
    return new Problem(
        401,
        "unauthenticated",
        "The request does not say who asks, or what it says proves nothing.",
        "Send a token that has not ended: Authorization: Bearer lockstep_….");
  }

  public static Problem badRequest(String detail, String nextStep) {
    return new Problem(400, "bad-request", detail, nextStep);
  }

  public static Problem invalid(String detail, String nextStep) {
    return new Problem(422, "invalid", detail, nextStep);
  }

  public static Problem conflict(String detail, String nextStep) {
    return new Problem(409, "conflict", detail, nextStep);
  }

  int status() {
    return status;
  }

  String name() {
    return name;
  }

  String title() {
    return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + name.substring(1).replace('-', ' ');
  }

  String nextStep() {
    return nextStep;
  }

  List<String> faults() {
    return faults;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
