package dev.lockstep.rego.value;

/// Counts what an evaluation takes, wherever it is taken: values compare, hash and write themselves
/// where nobody could hand a counter on.
///
/// *Shape*: bound to what runs within [#within]; elsewhere everything may take what it takes.
public final class Budget {
  /// Texts that are longer, in characters, are not made.
  public static final int LONGEST_TEXT = 16 << 20;

  private static final ScopedValue<Meter> METER = ScopedValue.newInstance();
  private static final Meter NONE = new Unlimited();

  private Budget() {}

  /// Says how much there may be, and ends with an exception of its own what takes more.
  public interface Meter {
    /// Counts work.
    ///
    /// *Shape*: one for each element or step, or for some dozens of characters.
    void spend(long units);

    /// Is told how many elements a collection has, or is about to have.
    void room(long elements);

    /// Ends the evaluation.
    void refuse(String message);
  }

  private static final class Unlimited implements Meter {
    @Override
    public void spend(long units) {}

    @Override
    public void room(long elements) {}

    @Override
    public void refuse(String message) {}
  }

  /// Runs something that is counted.
  public static void within(Meter meter, Runnable work) {
    ScopedValue.where(METER, meter).run(work);
  }

  /// Counts work.
  public static void spend(long units) {
    METER.orElse(NONE).spend(units);
  }

  /// Counts the elements of a collection that is made, or is about to be.
  public static void make(long elements) {
    Meter meter = METER.orElse(NONE);
    meter.room(elements);
    meter.spend(elements);
  }

  /// Counts one more element of a collection that has so many.
  public static void keep(int size) {
    Meter meter = METER.orElse(NONE);
    meter.room(size + 1L);
    meter.spend(1);
  }

  /// Is told how long a text is, or is about to be.
  public static void text(long length) {
    if (length > LONGEST_TEXT) {
      refuse("a text of the policy has more than %,d characters".formatted(LONGEST_TEXT));
    }
  }

  /// Ends the evaluation, for something that is within what the language allows and too much here;
  /// returns where there is none.
  public static void refuse(String message) {
    METER.orElse(NONE).refuse(message);
  }

  /// Counts a value whole, with what is in it as often as it is, for whoever writes it later.
  public static void weigh(Value value) {
    switch (value) {
      case RegoArray array -> {
        spend(array.size());
        array.forEach(Budget::weigh);
      }
      case RegoSet set -> {
        spend(set.size());
        set.forEach(Budget::weigh);
      }
      case RegoObject object -> {
        spend(object.size());
        object
            .keys()
            .forEach(key -> {
              weigh(key);
              weigh(object.at(key));
            });
      }
      case RegoString _, RegoNumber _, RegoBoolean _, RegoNull _ -> {}
    }
  }
}
