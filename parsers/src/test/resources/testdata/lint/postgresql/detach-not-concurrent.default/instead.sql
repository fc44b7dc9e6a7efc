-- in the place of statement 2
ALTER TABLE elsewhere DETACH PARTITION elsewhere_2025 CONCURRENTLY;
