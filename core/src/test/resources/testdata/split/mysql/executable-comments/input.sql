/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40000 ALTER TABLE `a` DISABLE KEYS */;
/*M!100301 SET @x = ';' */;
CREATE TABLE `a` (`id` int) /*!50100 PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (1)) */;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `a` FOR EACH ROW BEGIN
  SET NEW.id = 1; /* inner */
END */;;
DELIMITER ;
/*!50001 CREATE VIEW v AS select 1 */ /* trailing */ ;
