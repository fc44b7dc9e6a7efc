package dev.lockstep.rego.compile;

import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Knows what functions take and make.
///
/// *Source*: what `opa capabilities` says of OPA 1.22.
final class Signatures {
  /// A name, a word for each argument and one for the result; what is not listed takes and makes
  /// anything. `z` is null, `b` boolean, `n` number, `s` string, `x` anything, `(ns)` one of them,
  /// `[ns*s]` an array of a number, a string and then strings, `<s>` a set, `{a:s,*sx}` an object
  /// with a string at `a` and anything at other strings.
  private static final String ALL =
      """
      abs n n
      all ([*x]<x>) b
      and <x> <x> <x>
      any ([*x]<x>) b
      array.concat [*x] [*x] [*x]
      array.flatten [*x] [*x]
      array.reverse [*x] [*x]
      array.slice [*x] n n [*x]
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
      cast_array x [*x]
      cast_boolean x b
      cast_null x z
      cast_object x {*xx}
      cast_set x <x>
      cast_string x s
      ceil n n
      concat s ([*s]<s>) s
      contains s s b
      count (s[*x]{*xx}<x>) n
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
      eq x x b
      equal x x b
      floor n n
      format_int n n s
      glob.match s (z[*s]) s b
      glob.quote_meta s s
      graph.reachable {*x([*x]<x>)} ([*x]<x>) <x>
      graph.reachable_paths {*x([*x]<x>)} ([*x]<x>) <[*x]>
      gt x x b
      gte x x b
      hex.decode s s
      hex.encode s s
      http.send {*sx} {*xx}
      indexof s s n
      indexof_n s s [*n]
      internal.member_2 x x b
      internal.member_3 x x x b
      intersection <<x>> <x>
      io.jwt.decode s [{*xx}{*xx}s]
      io.jwt.decode_verify s {*sx} [b{*xx}{*xx}]
      io.jwt.verify_eddsa s s b
      io.jwt.verify_es256 s s b
      io.jwt.verify_es384 s s b
      io.jwt.verify_es512 s s b
      io.jwt.verify_hs256 s s b
      io.jwt.verify_hs384 s s b
      io.jwt.verify_hs512 s s b
      io.jwt.verify_ps256 s s b
      io.jwt.verify_ps384 s s b
      io.jwt.verify_ps512 s s b
      io.jwt.verify_rs256 s s b
      io.jwt.verify_rs384 s s b
      io.jwt.verify_rs512 s s b
      is_array x b
      is_boolean x b
      is_null x b
      is_number x b
      is_object x b
      is_set x b
      is_string x b
      json.filter {*xx} ([*(s[*x])]<(s[*x])>) {*xx}
      json.is_valid s b
      json.marshal x s
      json.marshal_with_options x {indent:s,prefix:s,pretty:b,*sx} s
      json.match_schema (s{*xx}) (s{*xx}) [b[*{desc:s,error:s,field:s,type:s,}]]
      json.patch x [*{op:s,path:x,*xx}] x
      json.remove {*xx} ([*(s[*x])]<(s[*x])>) {*xx}
      json.unmarshal s x
      json.verify_schema (s{*xx}) [b(zs)]
      lower s s
      lt x x b
      lte x x b
      max ([*x]<x>) x
      min ([*x]<x>) x
      minus (n<x>) (n<x>) (n<x>)
      mul n n n
      neq x x b
      net.cidr_contains s s b
      net.cidr_contains_matches (s[*(s[*x])]{*s(s[*x])}<(s[*x])>) (s[*(s[*x])]{*s(s[*x])}<(s[*x])>) <[xx]>
      net.cidr_expand s <s>
      net.cidr_intersects s s b
      net.cidr_is_valid s b
      net.cidr_merge ([*(s)]<s>) <s>
      net.cidr_overlap s s b
      net.lookup_ip_addr s <s>
      numbers.range n n [*n]
      numbers.range_step n n n [*n]
      object.filter {*xx} ([*x]{*xx}<x>) {*xx}
      object.get {*xx} x x x
      object.keys {*xx} <x>
      object.remove {*xx} ([*x]{*xx}<x>) {*xx}
      object.subset ([*x]{*xx}<x>) ([*x]{*xx}<x>) b
      object.union {*xx} {*xx} {*xx}
      object.union_n [*{*xx}] {*xx}
      opa.runtime {*sx}
      or <x> <x> <x>
      plus n n n
      product ([*n]<n>) n
      providers.aws.sign_req {*sx} {*sx} n {*xx}
      rand.intn s n n
      re_match s s b
      regex.find_all_string_submatch_n s s n [*[*s]]
      regex.find_n s s n [*s]
      regex.globs_match s s b
      regex.is_valid s b
      regex.match s s b
      regex.replace s s s s
      regex.split s s [*s]
      regex.template_match s s s s b
      rego.metadata.chain [*x]
      rego.metadata.rule x
      rem n n n
      replace s s s s
      round n n
      semver.compare s s n
      semver.is_valid x b
      set_diff <x> <x> <x>
      sort ([*x]<x>) [*x]
      split s s [*s]
      sprintf s [*x] s
      startswith s s b
      strings.any_prefix_match (s[*s]<s>) (s[*s]<s>) b
      strings.any_suffix_match (s[*s]<s>) (s[*s]<s>) b
      strings.count s s n
      strings.split_n s s n [*s]
      strings.render_template s {*sx} s
      strings.replace_n {*ss} s s
      strings.reverse s s
      substring s n n s
      sum ([*n]<n>) n
      time.add_date n n n n n
      time.clock (n[ns]) [nnn]
      time.date (n[ns]) [nnn]
      time.diff (n[ns]) (n[ns]) [nnnnnn]
      time.format (n[ns][nss]) s
      time.now_ns n
      time.parse_duration_ns s n
      time.parse_ns s s n
      time.parse_rfc3339_ns s n
      time.weekday (n[ns]) s
      to_number (zbns) n
      trace s b
      trim s s s
      trim_left s s s
      trim_prefix s s s
      trim_right s s s
      trim_space s s
      trim_suffix s s s
      type_name x s
      union <<x>> <x>
      units.parse s n
      units.parse_bytes s n
      upper s s
      urlquery.decode s s
      urlquery.decode_object s {*s[*s]}
      urlquery.encode s s
      urlquery.encode_object {*s(s[*s]<s>)} s
      uuid.parse s {*sx}
      uuid.rfc4122 s s
      walk x [[*x]x]
      yaml.is_valid s b
      yaml.marshal x s
      yaml.unmarshal s x
      """;

  private static final Map<String, String> LINES = lines();
  private static final Map<String, Signature> READ = new ConcurrentHashMap<>();

  private final String text;
  private int at;

  private Signatures(String text) {
    this.text = text;
  }

  record Signature(List<Type> takes, Type makes) {
    static final Signature UNKNOWN = new Signature(List.of(), Type.Either.ANY);

    Signature {
      takes = List.copyOf(takes);
    }
  }

  private static Map<String, String> lines() {
    Map<String, String> lines = new HashMap<>();
    ALL.lines().forEach(line -> lines.put(line.substring(0, line.indexOf(' ')), line));
    return lines;
  }

  /// Reads what is asked for alone, which is little of it.
  static @Nullable Signature of(String function) {
    String line = LINES.get(function);
    return line == null ? null : READ.computeIfAbsent(function, _ -> read(line));
  }

  private static Signature read(String line) {
    String[] words = line.split(" ");
    List<Type> types = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      types.add(new Signatures(words[i]).type());
    }
    return new Signature(types.subList(0, types.size() - 1), types.getLast());
  }

  private Type type() {
    return switch (text.charAt(at++)) {
      case 'z' -> Type.Plain.NULL;
      case 'b' -> Type.Plain.BOOLEAN;
      case 'n' -> Type.Plain.NUMBER;
      case 's' -> Type.Plain.STRING;
      case '(' -> new Type.Either(until(')'));
      case '[' -> {
        List<Type> items = until('*', ']');
        yield new Type.Items(items, closed(']') ? null : last(type()));
      }
      case '<' -> new Type.Elements(last(type()));
      case '{' -> object();
      default -> Type.Either.ANY;
    };
  }

  private List<Type> until(char... ends) {
    List<Type> types = new ArrayList<>();
    while (new String(ends).indexOf(text.charAt(at)) < 0) {
      types.add(type());
    }
    at++;
    return types;
  }

  private boolean closed(char end) {
    return text.charAt(at - 1) == end;
  }

  private Type last(Type type) {
    at++;
    return type;
  }

  private Type object() {
    Map<Value, Type> fields = new LinkedHashMap<>();
    while (text.charAt(at) != '*' && text.charAt(at) != '}') {
      int colon = text.indexOf(':', at);
      RegoString name = new RegoString(text.substring(at, colon));
      at = colon + 1;
      fields.put(name, last(type()));
    }
    if (text.charAt(at++) == '}') {
      return new Type.Fields(fields, null, null);
    }
    Type key = type();
    return new Type.Fields(fields, key, last(type()));
  }
}
