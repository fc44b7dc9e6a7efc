package dev.lockstep.rego.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Knows what kinds of values functions take and make.
///
/// *Source*: OPA's documentation, "Built-in Functions".
final class Signatures {
  /// A name, a word for each argument and one for the result, of letters of [Kinds]; what is not
  /// listed takes and makes anything.
  private static final String ALL =
      """
      abs n n
      all ae b
      and e e e
      any ae b
      array.concat a a a
      array.reverse a a
      array.slice a n n a
      base64.decode s s
      base64.encode s s
      base64.is_valid s b
      base64url.decode s s
      base64url.encode s s
      base64url.encode_no_pad s s
      bits.and n n n
      bits.lsh n n n
      bits.negate n n
      bits.or n n n
      bits.rsh n n n
      bits.xor n n n
      ceil n n
      concat s ae s
      contains s s b
      count aeos n
      crypto.hmac.equal s s b
      crypto.hmac.md5 s s s
      crypto.hmac.sha1 s s s
      crypto.hmac.sha256 s s s
      crypto.hmac.sha512 s s s
      crypto.md5 s s
      crypto.sha1 s s
      crypto.sha256 s s
      div n n n
      endswith s s b
      equal x x b
      floor n n
      format_int n n s
      glob.match s za s b
      glob.quote_meta s s
      gt x x b
      gte x x b
      hex.decode s s
      hex.encode s s
      indexof s s n
      indexof_n s s a
      intersection e e
      is_array x b
      is_boolean x b
      is_null x b
      is_number x b
      is_object x b
      is_set x b
      is_string x b
      json.is_valid s b
      json.marshal x s
      json.unmarshal s x
      lower s s
      lt x x b
      lte x x b
      max ae x
      min ae x
      minus ne ne ne
      mul n n n
      neq x x b
      net.cidr_contains s s b
      net.cidr_expand s e
      net.cidr_intersects s s b
      net.cidr_is_valid s b
      numbers.range n n a
      numbers.range_step n n n a
      object.get o x x x
      object.keys o e
      object.union o o o
      object.union_n a o
      or e e e
      plus n n n
      product ae n
      rand.intn s n n
      re_match s s b
      regex.find_all_string_submatch_n s s n a
      regex.find_n s s n a
      regex.globs_match s s b
      regex.match s s b
      regex.replace s s s s
      regex.split s s a
      regex.template_match s s s s b
      rem n n n
      replace s s s s
      round n n
      semver.compare s s n
      sort ae a
      split s s a
      sprintf s a s
      startswith s s b
      strings.any_prefix_match aes aes b
      strings.any_suffix_match aes aes b
      strings.count s s n
      strings.replace_n o s s
      strings.reverse s s
      substring s n n s
      sum ae n
      time.add_date n n n n n
      time.clock na a
      time.date na a
      time.diff na na a
      time.format na s
      time.now_ns n
      time.parse_duration_ns s n
      time.parse_ns s s n
      time.parse_rfc3339_ns s n
      time.weekday na s
      to_number zbns n
      trace s b
      trim s s s
      trim_left s s s
      trim_prefix s s s
      trim_right s s s
      trim_space s s
      trim_suffix s s s
      type_name x s
      union e e
      units.parse s n
      units.parse_bytes s n
      upper s s
      urlquery.decode s s
      urlquery.decode_object s o
      urlquery.encode s s
      urlquery.encode_object o s
      uuid.rfc4122 s s
      yaml.is_valid s b
      yaml.marshal x s
      yaml.unmarshal s x
      """;

  private static final Map<String, Signature> KNOWN = read();

  private Signatures() {}

  record Signature(List<Kinds> takes, Kinds makes) {}

  private static Map<String, Signature> read() {
    Map<String, Signature> read = new HashMap<>();
    ALL.lines()
        .map(line -> line.split(" "))
        .forEach(words -> {
          List<Kinds> kinds = Stream.of(words).skip(1).map(Kinds::of).toList();
          read.put(words[0], new Signature(kinds.subList(0, kinds.size() - 1), kinds.getLast()));
        });
    return Map.copyOf(read);
  }

  static Optional<Signature> of(String function) {
    return Optional.ofNullable(KNOWN.get(function));
  }
}
