UPDATE queues SET type = 'flow-source' WHERE type = 'flow';
ALTER TABLE queues MODIFY COLUMN type ENUM('task', 'flow-source') NOT NULL;
ALTER TABLE queues MODIFY COLUMN state ENUM('on') NOT NULL;
