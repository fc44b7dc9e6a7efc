CREATE TABLE queues (id bigint PRIMARY KEY, type ENUM('flow', 'task', 'flow-source') NOT NULL, state ENUM('on', 'off') NOT NULL);
