package dev.lockstep.runs;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Hold;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Writes and reads why a step waits at a gate.
final class HoldJson {
  private HoldJson() {}

  static Value.Fields write(Hold hold) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("content", Value.of(hold.content()));
    fields.put("wanted", new Value.Numeral(BigDecimal.valueOf(hold.wanted())));
    Instant until = hold.until();
    if (until != null) {
      fields.put("until", Value.of(until.toString()));
    }
    fields.put("about", hold.about());
    return new Value.Fields(fields);
  }

  /// @param json null for none
  static @Nullable Hold read(@Nullable String json) {
    if (json == null) {
      return null;
    }
    SequencedMap<String, Value> fields = ValueJson.fields(json).values();
    return new Hold(
        fields.get("content") instanceof Value.Text(String content) ? content : "",
        fields.get("wanted") instanceof Value.Numeral(BigDecimal wanted) ? wanted.longValue() : 0,
        fields.get("until") instanceof Value.Text(String until) ? Instant.parse(until) : null,
        fields.get("about") instanceof Value.Fields about
            ? about
            : new Value.Fields(new LinkedHashMap<>()));
  }
}
