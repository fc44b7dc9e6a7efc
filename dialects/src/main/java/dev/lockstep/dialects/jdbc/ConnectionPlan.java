package dev.lockstep.dialects.jdbc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Holds what a driver needs to connect, except the password.
///
/// @param url built by Lockstep, without credentials
/// @param properties the driver's own, allow-listed
/// @param place how messages name the database, for example `db.internal:5432/orders as deployer`
/// @param opening statements that set what neither URL nor properties can; sent first, and again
///   when the session is put back in order
public record ConnectionPlan(
    String url, SequencedMap<String, String> properties, String place, List<String> opening) {
  public ConnectionPlan {
    opening = List.copyOf(opening);
    properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
  }

  public ConnectionPlan(String url, SequencedMap<String, String> properties, String place) {
    this(url, properties, place, List.of());
  }
}
