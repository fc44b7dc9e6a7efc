package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Counts what differs in its owner alone.
final class OtherOwnersTest {
  @Test
  void ownersAreNotedAndNoDifference() {
    DatabaseSchema staging = schema(table("a", "app"), table("b", "app"), table("c", "dba"));
    DatabaseSchema production = schema(table("a", "owner"), table("b", "owner"), table("c", "dba"));
    List<Difference> differences = Difference.between(staging, production);

    assertThat(differences).isEmpty();
    assertThat(OtherOwners.note(staging, production, differences))
        .hasValue("2 objects differ in their owner alone; owners are not changed.");
    assertThat(OtherOwners.note(staging, staging, List.of())).isEmpty();
  }

  private static DatabaseSchema schema(SchemaObject... objects) {
    return new DatabaseSchema("postgresql", 18, Arrays.asList(objects), List.of());
  }

  private static SchemaObject table(String name, String owner) {
    TreeMap<String, List<String>> attributes = new TreeMap<>();
    attributes.put("_owner", List.of(owner));
    return new SchemaObject(ObjectId.of("table", "public", name), null, attributes, List.of());
  }
}
