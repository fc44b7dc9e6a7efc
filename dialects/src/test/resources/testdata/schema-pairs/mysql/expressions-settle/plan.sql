CREATE TABLE `def` (
  `x` int DEFAULT ((1 + 2)),
  `y` int DEFAULT '-1',
  `g` tinyint(1) GENERATED ALWAYS AS (((`y` between 1 and 2) and (`y` <> 3))) STORED,
  `z` varchar(10) DEFAULT (concat(_utf8mb4'a',_utf8mb4'b')),
  `h` int GENERATED ALWAYS AS (if(((`y` between 1 and 2) and (0 <> `x`)),1,2)) VIRTUAL,
  CONSTRAINT `def_chk_1` CHECK ((((`z` = _utf8mb4'a') and (`y` between 1 and 2)) or (0 = `x`))),
  CONSTRAINT `def_chk_2` CHECK (((`y` between 1 and 2) and (`x` > 1) and ((`x` < 3) or (`y` < 5)) and ((`x` <> 1) or (`y` <> 2)))),
  CONSTRAINT `def_chk_3` CHECK ((not((`x` <=> `y`)))),
  CONSTRAINT `def_chk_4` CHECK (((`z` like _utf8mb4'a%') and (not((`z` like _utf8mb4'b'))) and (`z` is not null) and (`z` not in (_utf8mb4'q',_utf8mb4'r')) and (`x` not between 1 and 2)))
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;
CREATE VIEW `v1` AS select `c`.`a` AS `a`,`c`.`n` AS `n`,`c`.`t` AS `t`,`c`.`d` AS `d`,`c`.`b` AS `b`,`c`.`s` AS `s` from `c` where ((`c`.`d` between '2020-01-01' and '2021-01-01') and (`c`.`n` is not null) and (`c`.`a` in ('x','y')));
CREATE VIEW `v2` AS select `c`.`a` AS `a`,coalesce(`c`.`n`,1) AS `q`,if(`c`.`b`,1,2) AS `i`,(case `c`.`n` when 1 then 'a' else 'b' end) AS `r`,concat(`c`.`a`,'x') AS `cc`,((0 <> `c`.`a`) or (0 <> `c`.`t`)) AS `ors`,((`c`.`n` + (1 * 2)) - -(3)) AS `m`,(0 = `c`.`b`) AS `nb`,(0 = `c`.`b`) AS `nb2`,(`c`.`d` - interval 1 day) AS `k`,(`c`.`a` like 'x%') AS `l`,regexp_like(`c`.`a`,'x') AS `rl`,regexp_like(`c`.`a`,'y') AS `rg`,(`c`.`n` DIV 2) AS `dv`,(`c`.`n` % 2) AS `md`,(`c`.`n` % 3) AS `pc`,(`c`.`n` <=> 1) AS `ns`,cast(`c`.`a` as char charset binary) AS `bin`,cast(`c`.`n` as char(3) charset utf8mb4) AS `cs`,convert(`c`.`a` using latin1) AS `cv`,extract(year from `c`.`d`) AS `yr`,now() AS `nw`,now() AS `ct`,(`c`.`a` collate utf8mb4_bin) AS `col`,DATE'2020-01-01' AS `dd`,TIMESTAMP'2020-01-01 00:00:00' AS `tt`,0x41 AS `hx`,0x01 AS `bt`,true AS `tr`,NULL AS `nl`,((0 <> `c`.`n`) xor (0 <> `c`.`b`)) AS `x`,((`c`.`n` & 1) | (2 ^ 3)) AS `bw`,~(`c`.`n`) AS `nt` from `c`;
CREATE VIEW `v3` AS select `c`.`a` AS `a`,count(distinct `c`.`n`) AS `c1`,group_concat(`c`.`t` order by `c`.`n` ASC separator ';') AS `gc`,sum(`c`.`n`) OVER (PARTITION BY `c`.`a` ORDER BY `c`.`n` ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)  AS `w` from `c` group by `c`.`a`,`c`.`n` having ((count(0) between 1 and 2) and (sum(`c`.`n`) > 1) and true);
CREATE VIEW `v4` AS select `c`.`n` AS `n` from ((`c` left join `c` `c2` on(((`c`.`n` = `c2`.`n`) and (`c`.`a` between 'a' and 'b') and true))) join `def` `c3` on((`c3`.`x` = `c`.`n`))) where ((exists(select 1 from `c` `c5` where ((`c5`.`n` = `c`.`n`) and (`c5`.`d` between '2020-01-01' and now()))) and (`c`.`n`,`c`.`s`) in (select 1,2)) or (0 <> `c`.`b`));
CREATE VIEW `v5` AS with recursive `q` as (select 1 AS `i` union all select (`q`.`i` + 1) AS `i+1` from `q` where ((`q`.`i` < 5) and (`q`.`i` between 1 and 3) and true)) select `q`.`i` AS `i` from `q`;
CREATE VIEW `v6` AS (select 1 AS `x` union select 2 AS `2` union select 3 AS `3`) except select 4 AS `4` order by `x` limit 3;
