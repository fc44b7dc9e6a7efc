package dev.lockstep.engines.liquibase.text;

/// Is an entry of a changelog that brings in other files.
///
/// @param all whether it names a folder
/// @param relative whether the path starts from the folder of the changelog
public record Include(boolean all, String path, boolean relative) {}
