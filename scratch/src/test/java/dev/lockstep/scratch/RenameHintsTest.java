package dev.lockstep.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Names of tables are those before the colon, names of columns those behind it.
final class RenameHintsTest {
  @Test
  void findsWhatIsToBeDone() {
    assertThat(hints("t:a", "t:b", "column public.t.a to b").open()).hasSize(1);
    assertThat(hints("t:a", "u:b", "table public.t to u", "column public.t.a to b").open())
        .hasSize(2);
  }

  @Test
  void takesTheNewNameOfATableAsWell() {
    assertThat(hints("t:a", "u:b", "table public.t to u", "column public.u.a to b").open())
        .containsExactly(
            Rename.parse("table public.t to u"), Rename.parse("column public.t.a to b"));
  }

  @Test
  void saysNothingOfWhatWasDone() {
    RenameHints done = hints("t:b", "t:b", "column public.t.a to b");

    assertThat(done.open()).isEmpty();
    assertThat(done.unknown()).isEmpty();
    assertThat(hints("", "t:b", "column public.t.a to b").unknown()).isEmpty();
  }

  @Test
  void namesWhatSpeaksOfNothing() {
    assertThat(hints("t:a", "t:b", "column public.t.aa to b").unknown()).hasSize(1);
    assertThat(hints("t:a", "u:a", "table public.tt to u").unknown()).hasSize(1);
    assertThat(hints("t:a", "t:a", "column public.tt.a to b").unknown()).hasSize(1);
    assertThat(hints("t:a", "tt:b", "column public.tt.a to b").unknown()).isEmpty();
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertRefused("third name", "t:ab", "t:ba", "column public.t.a to b", "column public.t.b to a");
    assertRefused("is there already", "t:ab", "t:b", "column public.t.a to b");
    assertRefused("is wanted", "t:a", "t:c", "column public.t.a to b");
    assertRefused("old name", "t:a", "t:ab", "column public.t.a to b");
    assertRefused("enum", "t:a", "t:a", "type public.s to s2");
  }

  @Test
  void movesOnlyWhatASchemaHolds() {
    assertThat(Rename.parse("table a.t to b.\"my u\""))
        .hasToString("table a.t to b.\"my u\"")
        .isEqualTo(Rename.parse("table b.\"my u\" to a.t").back(List.of()));
    for (String text : List.of("column a.t.c to b.t.c", "table t to b.t", "index a.i to b.i")) {
      assertThatThrownBy(() -> Rename.parse(text)).hasMessageContaining("place");
    }
  }

  private static void assertRefused(String reason, String live, String desired, String... texts) {
    RenameHints hints = hints(live, desired, texts);
    assertThatThrownBy(hints::open).hasMessageContaining(reason);
  }

  private static RenameHints hints(String live, String desired, String... texts) {
    return new RenameHints(
        Stream.of(texts).map(Rename::parse).toList(), schema(live), schema(desired));
  }

  private static DatabaseSchema schema(String text) {
    List<SchemaObject> objects = new ArrayList<>();
    if (!text.isEmpty()) {
      String name = text.substring(0, text.indexOf(':'));
      ObjectId table = ObjectId.of("table", "public", name);
      objects.add(new SchemaObject(table, null, new TreeMap<>(), List.of()));
      text.substring(name.length() + 1)
          .chars()
          .mapToObj(Character::toString)
          .forEach(column ->
              objects.add(
                  new SchemaObject(
                      ObjectId.of("column", "public", name, column),
                      table,
                      new TreeMap<>(),
                      List.of())));
    }
    return new DatabaseSchema("postgresql", 18, objects, List.of());
  }
}
