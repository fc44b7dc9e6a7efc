package dev.lockstep.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.diagram.Layers.Point;
import dev.lockstep.diagram.Layout.Placed;
import dev.lockstep.diagram.Layout.Wire;
import dev.lockstep.diagram.Picture.Views;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.Golden;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/// Draws schemas of every size, and changes of them.
final class DiagramTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "testdata", "diagram");

  @Test
  void aSmallShopIsDrawn() throws Exception {
    verify("small", picture(ShopSchema.small()));
  }

  @Test
  void aChangeIsDrawn() throws Exception {
    verify("change", change());
  }

  @Test
  void hostileNamesStayText() throws Exception {
    verify(
        "hostile",
        picture(
            ShopSchema.of(
                List.of(
                    "<script>alert(1)</script>: a</text> text!, b\"onload=\"x text, c%%{init}%%"
                        + " int",
                    "]]>&amp;\u0001\u202Egnp: x>\"; drop--!, \u540D\u524D text, \"]} text",
                    "\"; drop--: }}erDiagram text",
                    "\n  evil ||--o{ x: y text"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 25, 60, 120, 200})
  void noTableLiesOnAnotherAndNoLineRunsThroughOne(int size) {
    Layout layout = new Layout(picture(ShopSchema.of(size)));
    List<String> faults = new ArrayList<>();
    for (Placed one : layout.placed()) {
      for (Placed other : layout.placed()) {
        if (one.number() < other.number() && overlap(one, other)) {
          faults.add(one.shape().title() + " lies on " + other.shape().title());
        }
      }
      for (Wire wire : layout.wires()) {
        for (int at = 1; at < wire.points().size(); at++) {
          if (runsThrough(wire.points().get(at - 1), wire.points().get(at), one)) {
            faults.add(wire.relation().id() + " runs through " + one.shape().title());
          }
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(layout.placed()).hasSize(picture(ShopSchema.of(size)).boxes().size());
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    assertThat(SvgDiagram.document(picture(ShopSchema.of(200))))
        .isEqualTo(SvgDiagram.document(picture(ShopSchema.of(200))));
  }

  @Test
  void neighboursAreKept() {
    Picture picture = picture(ShopSchema.small());
    assertThat(
            picture.around(id -> id.name().equals("payments"), 1).boxes().stream()
                .map(box -> box.id().name()))
        .containsExactly("orders", "payments");
  }

  static Picture picture(DatabaseSchema schema) {
    return Picture.of(schema, TableNotation.USUAL, Views.SHOWN);
  }

  static Picture change() {
    List<String> tables =
        List.of(
            "customers: email text!u, full_name text!, phone varchar(40), created_at timestamptz!",
            "addresses: customer_id>customers!, street text!, city text!, zip text, country"
                + " char(2)!",
            "products: category text!, sku text!u, name text!, price numeric(12,2)!",
            "orders: customer_id>customers!, shipping_address_id>addresses, status text!, placed_at"
                + " timestamptz!",
            "order_lines: order_id>orders!, product_id>products!, quantity integer!",
            "payments: order_id>orders!, method text!, amount numeric(12,2)!, paid_at timestamptz",
            "carts: customer_id>customers!, content jsonb!");
    return Picture.between(
        ShopSchema.of(tables), ShopSchema.small(), TableNotation.USUAL, Views.SHOWN);
  }

  private static void verify(String name, Picture picture) throws Exception {
    String svg = SvgDiagram.document(picture);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    Golden.verify(GOLDEN.resolve(name + ".svg"), svg);
    Golden.verify(GOLDEN.resolve(name + ".mmd"), MermaidDiagram.document(picture));
  }

  private static boolean overlap(Placed one, Placed other) {
    return one.x() < other.x() + other.shape().width()
        && other.x() < one.x() + one.shape().width()
        && one.y() < other.y() + other.shape().height()
        && other.y() < one.y() + one.shape().height();
  }

  private static boolean runsThrough(Point from, Point to, Placed box) {
    return Math.max(from.x(), to.x()) > box.x()
        && Math.min(from.x(), to.x()) < box.x() + box.shape().width()
        && Math.max(from.y(), to.y()) > box.y()
        && Math.min(from.y(), to.y()) < box.y() + box.shape().height();
  }
}
