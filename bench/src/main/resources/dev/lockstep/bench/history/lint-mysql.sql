-- Orders of region {n}: the table, what it refers to, and the ways in which it is searched.
CREATE TABLE `orders_{n}` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `number` varchar(40) NOT NULL,
  `customer_id` bigint unsigned NOT NULL,
  `parent_id` bigint unsigned DEFAULT NULL,
  `state` enum('new','paid','sent','returned','closed') NOT NULL DEFAULT 'new',
  `total` decimal(12,2) NOT NULL DEFAULT '0.00',
  `tax_rate` decimal(5,4) NOT NULL DEFAULT '0.1900',
  `note` text,
  `details` json DEFAULT NULL,
  `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `updated_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`id`),
  UNIQUE KEY `orders_{n}_number` (`number`),
  KEY `orders_{n}_customer` (`customer_id`,`created_at`),
  KEY `orders_{n}_parent` (`parent_id`),
  CONSTRAINT `orders_{n}_parent` FOREIGN KEY (`parent_id`) REFERENCES `orders_{p}` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What customers of region {n} ordered';
--;;
/* The states that the shop knew before release {n}; later ones come with their own migration. */
INSERT INTO `order_states` (`code`, `label`, `position`, `is_final`, `description`) VALUES
  ('new-{n}', 'New', 1, 0, 'Came in, and nobody has looked at it yet; it can still be changed.'),
  ('paid-{n}', 'Paid', 2, 0, 'The money has arrived, or the bank promised that it will.'),
  ('packed-{n}', 'Packed', 3, 0, 'Stands in the warehouse and waits for the carrier.'),
  ('sent-{n}', 'Sent', 4, 0, 'Left the house; it\'s the carrier who knows where it is.'),
  ('returned-{n}', 'Returned', 5, 1, 'Came back, for whatever reason; see the note.'),
  ('closed-{n}', 'Closed', 6, 1, 'Nothing more will happen to it.')
ON DUPLICATE KEY UPDATE `label` = VALUES(`label`), `position` = VALUES(`position`);
--;;
ALTER TABLE `orders_{p}`
  ADD COLUMN `shipped_at` datetime DEFAULT NULL AFTER `state`,
  ADD COLUMN `carrier` varchar(60) NOT NULL DEFAULT 'post',
  ADD KEY `orders_{p}_shipped` (`shipped_at`),
  ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE `orders_{p}` MODIFY COLUMN `number` varchar(60) NOT NULL, CHANGE COLUMN `note` `remark` text;
ALTER TABLE `orders_{p}` DROP FOREIGN KEY `orders_{p}_parent`;
--;;
DELIMITER //
CREATE TRIGGER `orders_{n}_touch` BEFORE UPDATE ON `orders_{n}` FOR EACH ROW
BEGIN
  DECLARE known INT DEFAULT 0;
  -- Nobody may move an order back once it is closed.
  IF OLD.`state` = 'closed' AND NEW.`state` <> 'closed' THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the order is closed';
  END IF;
  SELECT COUNT(*) INTO known FROM `order_states` s WHERE s.`code` = CONCAT(NEW.`state`, '-{n}');
  IF known = 0 THEN
    INSERT INTO `order_states` (`code`, `label`, `position`) VALUES (CONCAT(NEW.`state`, '-{n}'), UPPER(NEW.`state`), 99);
  END IF;
END//
DELIMITER ;
--;;
CREATE OR REPLACE VIEW `open_orders_{n}` AS
SELECT o.`id`, o.`number`, o.`customer_id`, o.`total`, ROUND(o.`total` * (1 + o.`tax_rate`), 2) AS gross,
       COALESCE(o.`note`, '') AS note, DATEDIFF(NOW(), o.`created_at`) AS days,
       CASE WHEN o.`total` > 1000 THEN 'large' WHEN o.`total` > 100 THEN 'usual' ELSE 'small' END AS size
FROM `orders_{n}` o
LEFT JOIN `orders_{p}` q ON q.`id` = o.`parent_id` AND q.`state` <> 'closed'
WHERE o.`state` NOT IN ('closed', 'returned')
  AND EXISTS (SELECT 1 FROM `order_states` s WHERE s.`code` = CONCAT(o.`state`, '-{n}') AND NOT s.`is_final`);
--;;
UPDATE `orders_{p}` SET `details` = JSON_SET(COALESCE(`details`, '{}'), '$.source', 'import', '$.release', '{n}')
WHERE JSON_EXTRACT(`details`, '$.source') IS NULL AND `created_at` < '2024-01-01 00:00:00';
DELETE FROM `order_states` WHERE `code` LIKE '%-{p}' AND `position` > 90;
--;;
CREATE TABLE IF NOT EXISTS `order_lines_{n}` (
  `order_id` bigint unsigned NOT NULL,
  `line` int NOT NULL,
  `article` varchar(80) NOT NULL,
  `amount` int NOT NULL DEFAULT 1,
  `price` decimal(12,2) NOT NULL,
  `channel` enum('web','shop','phone','partner') NOT NULL DEFAULT 'web',
  PRIMARY KEY (`order_id`,`line`),
  CONSTRAINT `order_lines_{n}_order` FOREIGN KEY (`order_id`) REFERENCES `orders_{n}` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE INDEX `order_lines_{n}_article` ON `order_lines_{n}` (`article`(20));
DROP INDEX `orders_{p}_customer` ON `orders_{p}`;
