ALTER TYPE mood RENAME TO mood__old;
DROP TYPE mood__old;
