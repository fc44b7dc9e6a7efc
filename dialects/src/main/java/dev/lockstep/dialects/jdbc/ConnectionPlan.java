package dev.lockstep.dialects.jdbc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Holds what a driver needs to connect, except the password.
///
/// @param url built by Lockstep, without credentials
/// @param properties the driver's own, allow-listed
/// @param place how messages name the database, for example `db.internal:5432/orders as deployer`
public record ConnectionPlan(String url, SequencedMap<String, String> properties, String place) {
  public ConnectionPlan {
    properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
  }
}
