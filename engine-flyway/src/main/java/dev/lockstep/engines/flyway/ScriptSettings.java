package dev.lockstep.engines.flyway;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Holds what the `.conf` file beside a script says of it.
///
/// *Shape*: null means that the file does not say.
record ScriptSettings(
    Charset encoding,
    @Nullable Boolean executeInTransaction,
    @Nullable Boolean placeholderReplacement) {}
