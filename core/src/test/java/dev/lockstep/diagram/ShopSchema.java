package dev.lockstep.diagram;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Builds schemas like those of a shop that grew into an ERP: parts of the business with documents,
/// lines, lookups and logs, and a few tables that everybody refers to.
final class ShopSchema {
  private static final List<String> SMALL =
      List.of(
          "customers: email text!u, name text!, phone text, created_at timestamptz!",
          "addresses: customer_id>customers!, street text!, city text!, zip text, country char(2)!",
          "categories: parent_id>categories, name text!, slug text!u",
          "products: category_id>categories!, sku text!u, name text!, price numeric(12,2)!, active"
              + " boolean!",
          "stock: product_id>products!u, on_hand integer!, reserved integer!",
          "orders: customer_id>customers!, billing_address_id>addresses!,"
              + " shipping_address_id>addresses, status text!, placed_at timestamptz!, total"
              + " numeric(12,2)!",
          "order_lines: order_id>orders!, product_id>products!, quantity integer!, price"
              + " numeric(12,2)!",
          "payments: order_id>orders!, method text!, amount numeric(12,2)!, paid_at timestamptz",
          "shipments: order_id>orders!, carrier text!, tracking_code text, shipped_at timestamptz",
          "settings: key text!u, value jsonb");

  private static final List<String> SHARED =
      List.of(
          "users: email text!u, name text!, active boolean!, created_at timestamptz!",
          "companies: name text!u, country_id>countries!, tax_number varchar(20),"
              + " currency_id>currencies!",
          "countries: iso_code char(2)!u, name text!",
          "currencies: iso_code char(3)!u, name text!, decimals smallint!",
          "languages: iso_code char(2)!u, name text!",
          "schema_notes: text text!, written_at timestamptz!",
          "feature_flags: name text!u, enabled boolean!",
          "job_queue: payload jsonb!, run_at timestamptz!, attempts integer!");

  private static final Map<String, List<String>> PARTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("sales", List.of("customer", "quote", "order", "invoice")),
              Map.entry("catalog", List.of("category", "product", "variant", "price_list")),
              Map.entry("stock", List.of("warehouse", "location", "movement", "count")),
              Map.entry("purchase", List.of("supplier", "request", "order", "receipt")),
              Map.entry("ledger", List.of("account", "period", "journal", "entry")),
              Map.entry("hr", List.of("department", "employee", "contract", "absence")),
              Map.entry("shipping", List.of("carrier", "route", "shipment", "parcel")),
              Map.entry("crm", List.of("lead", "contact", "opportunity", "campaign")),
              Map.entry("support", List.of("queue", "ticket", "article", "survey")),
              Map.entry("make", List.of("work_center", "bill", "work_order", "operation")),
              Map.entry("project", List.of("project", "milestone", "task", "timesheet")),
              Map.entry("web", List.of("site", "page", "block", "form")),
              Map.entry("asset", List.of("class", "asset", "maintenance", "inspection")),
              Map.entry("quality", List.of("standard", "check", "defect", "audit"))));

  private final Map<ObjectId, SchemaObject> objects = new TreeMap<>();

  private ShopSchema() {}

  /// Builds the ten tables of a small shop.
  static DatabaseSchema small() {
    return of(SMALL);
  }

  static DatabaseSchema of(List<String> tables) {
    ShopSchema shop = new ShopSchema();
    tables.forEach(shop::table);
    return new DatabaseSchema("postgresql", 18, shop.objects.values(), List.of());
  }

  /// Builds a schema of so many tables.
  static DatabaseSchema of(int size) {
    return of(tables(size));
  }

  /// Lists so many tables as text: `name: column type` with `!` for not null, `u` for unique, and
  /// `>table` for the type of a column that refers to one.
  static List<String> tables(int size) {
    List<String> tables = new ArrayList<>(SHARED);
    int number = 0;
    for (Map.Entry<String, List<String>> part : PARTS.entrySet()) {
      String before = "";
      for (String name : part.getValue()) {
        String table = part.getKey() + "_" + name;
        tables.addAll(family(part.getKey(), table, before, number++));
        before = table;
      }
    }
    return tables.stream()
        .limit(size)
        .filter(table -> size >= tables.size() || complete(table, tables.subList(0, size)))
        .toList();
  }

  private static boolean complete(String table, List<String> all) {
    return table
        .lines()
        .flatMap(line -> List.of(line.split(">")).stream().skip(1))
        .map(target -> target.split("[!,?u ]", 2)[0])
        .allMatch(
            target -> target.isEmpty() || all.stream().anyMatch(one -> one.startsWith(target)));
  }

  private static List<String> family(String part, String table, String before, int number) {
    String own = table.substring(part.length() + 1);
    List<String> family = new ArrayList<>();
    StringBuilder main = new StringBuilder(table + ": number varchar(20)!u, name text!");
    main.append(", company_id>companies!, created_by>users!");
    if (!before.isEmpty()) {
      main.append(", ").append(before.substring(part.length() + 1));
      main.append("_id>").append(before).append(number % 3 == 0 ? "" : "!");
    }
    if (number % 4 == 2) {
      main.append(", currency_id>currencies!, total numeric(14,2)!");
    }
    if (number % 5 == 1 && number > 4) {
      main.append(", customer_id>catalog_product");
    }
    main.append(", status_id>").append(table).append("_status!");
    main.append(", created_at timestamptz!, changed_at timestamptz");
    family.add(table + "_status: code varchar(12)!u, name text!, position smallint!");
    family.add(main.toString());
    family.add(
        "%s_line: %s_id>%s!, position integer!, quantity numeric(12,3)!, note text"
            .formatted(table, own, table));
    if (number % 3 != 1) {
      family.add(
          "%s_event: %s_id>%s!, user_id>users, happened_at timestamptz!, detail jsonb"
              .formatted(table, own, table));
    }
    if (number % 4 == 0) {
      family.add(
          "%s_translation: %s_id>%s!, language_id>languages!, text text!"
              .formatted(table, own, table));
    }
    return family;
  }

  private void table(String text) {
    String name = text.substring(0, text.indexOf(':'));
    ObjectId id = ObjectId.of("table", "public", name);
    List<String> order = new ArrayList<>(List.of("id"));
    add(id, null, Map.of(), List.of());
    column(id, "id", "bigint", true);
    key(id, "pkey", "primary key", List.of(column(name, "id")));
    for (String part : text.substring(text.indexOf(':') + 2).split(", ")) {
      boolean unique = part.endsWith("u") && part.charAt(part.length() - 2) == '!';
      String plain = part.replaceFirst("!u?$", "");
      int arrow = plain.indexOf('>');
      String column = plain.split("[ >]", 2)[0];
      order.add(column);
      column(id, column, arrow < 0 ? plain.split(" ", 2)[1] : "bigint", !plain.equals(part));
      if (unique) {
        key(id, column + "_key", "unique", List.of(column(name, column)));
      }
      if (arrow >= 0) {
        String target = plain.substring(arrow + 1);
        key(
            id,
            column + "_fkey",
            "foreign key",
            List.of(column(name, column), column(target, "id")));
      }
    }
    add(id, null, Map.of("_columns", order), List.of());
  }

  private static ObjectId column(String table, String column) {
    return ObjectId.of("column", "public", table, column);
  }

  private void column(ObjectId table, String name, String type, boolean notNull) {
    Map<String, List<String>> attributes = new TreeMap<>(Map.of("type", List.of(type)));
    if (notNull) {
      attributes.put("not_null", List.of("true"));
    }
    add(column(table.name(), name), table, attributes, List.of());
  }

  private void key(ObjectId table, String name, String type, List<ObjectId> uses) {
    add(
        ObjectId.of("constraint", "public", table.name(), table.name() + "_" + name),
        table,
        Map.of("type", List.of(type)),
        new ArrayList<>(new TreeSet<>(uses)));
  }

  private void add(
      ObjectId id,
      @org.jspecify.annotations.Nullable ObjectId parent,
      Map<String, List<String>> attributes,
      List<ObjectId> uses) {
    objects.put(id, new SchemaObject(id, parent, new TreeMap<>(attributes), uses));
  }
}
