package dev.lockstep.dialects.schema;

import dev.lockstep.schema.ObjectId;

/// Is what was found out about the rows of a live database that a plan would meet.
///
/// @param object what the plan would make of them
/// @param certain whether such a row was seen; otherwise it could not be told
/// @param text a sentence, without a value of any row
public record RowFinding(ObjectId object, boolean certain, String text) {}
