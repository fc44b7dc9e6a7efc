-- in the place of statement 1
ALTER TABLE orders DETACH PARTITION p CONCURRENTLY;
