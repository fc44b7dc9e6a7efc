package dev.lockstep.pipeline;

import java.util.List;

/// Is a pipeline as its file says it.
///
/// @param file relative to its repository, or a name that tells where it is kept
/// @param inputs what a run is asked for
/// @param root everything that runs, in its order: the stages
/// @param triggers what begins a run by itself
/// @param concurrency how runs of it stand to each other
/// @param notices who is told of what
/// @param remarks what was read and is not acted upon, in sentences, with their places
public record Pipeline(
    String id,
    String name,
    String file,
    List<Input> inputs,
    Node.Series root,
    List<Trigger> triggers,
    Concurrency concurrency,
    List<Notice> notices,
    List<Remark> remarks) {
  public Pipeline {
    inputs = List.copyOf(inputs);
    triggers = List.copyOf(triggers);
    notices = List.copyOf(notices);
    remarks = List.copyOf(remarks);
  }

  /// Is something that the file says and that changes nothing here.
  public record Remark(Place place, String message) {}

  /// Says what happens to runs while another one works on the same environment.
  public enum Concurrency {
    /// They wait in the order in which they came.
    QUEUE,
    /// The newer one ends the older one, at the next safe place.
    CANCEL_OLDER,
    /// Nothing keeps them apart; the databases still take one deployment at a time.
    PARALLEL
  }
}
