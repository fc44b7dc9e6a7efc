package dev.lockstep.dialects.target;

import java.sql.Connection;

/// Stands between a target and the session that it sends its statements over.
public interface PipelineView {
  /// Changes nothing.
  PipelineView PLAIN = (_, pipeline) -> pipeline;

  /// Returns what the target sends through instead.
  ///
  /// @param session the one that the pipeline sends over
  Pipeline of(Connection session, Pipeline pipeline);
}
