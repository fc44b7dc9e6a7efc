ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('good', 'bad');
