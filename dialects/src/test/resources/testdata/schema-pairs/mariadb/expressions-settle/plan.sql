CREATE TABLE `def` (
  `x` int(11) DEFAULT (1 + 2),
  `y` int(11) DEFAULT -1,
  `g` tinyint(1) GENERATED ALWAYS AS (`y` between 1 and 2 and `y` <> 3) STORED,
  `z` varchar(10) DEFAULT concat('a','b'),
  `h` int(11) GENERATED ALWAYS AS (if(`y` between 1 and 2 and `x` <> 0,1,2)) VIRTUAL,
  CONSTRAINT `CONSTRAINT_1` CHECK (`z` = 'a' and `y` between 1 and 2 or `x` = 0),
  CONSTRAINT `CONSTRAINT_2` CHECK (`y` between 1 and 2 and `x` > 1 and (`x` < 3 or `y` < 5) and (`x` <> 1 or `y` <> 2)),
  CONSTRAINT `CONSTRAINT_3` CHECK (!(`x` <=> `y`)),
  CONSTRAINT `CONSTRAINT_4` CHECK (`z` like 'a%' and `z`  not like 'b' and `z` is not null and `z` not in ('q','r') and `x` not between 1 and 2)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
CREATE VIEW `v1` AS select `c`.`a` AS `a`,`c`.`n` AS `n`,`c`.`t` AS `t`,`c`.`d` AS `d`,`c`.`b` AS `b`,`c`.`s` AS `s` from `c` where `c`.`d` between '2020-01-01' and '2021-01-01' and `c`.`n` is not null and `c`.`a` in ('x','y');
CREATE VIEW `v2` AS select `c`.`a` AS `a`,coalesce(`c`.`n`,1) AS `q`,if(`c`.`b`,1,2) AS `i`,case `c`.`n` when 1 then 'a' else 'b' end AS `r`,concat(`c`.`a`,'x') AS `cc`,`c`.`a` <> 0 or `c`.`t` <> 0 AS `ors`,`c`.`n` + 1 * 2 - -3 AS `m`,`c`.`b` = 0 AS `nb`,`c`.`b` = 0 AS `nb2`,`c`.`d` - interval 1 day AS `k`,`c`.`a` like 'x%' AS `l`,`c`.`a` regexp 'x' AS `rl`,`c`.`a` regexp 'y' AS `rg`,`c`.`n` DIV 2 AS `dv`,`c`.`n` MOD 2 AS `md`,`c`.`n` MOD 3 AS `pc`,`c`.`n` <=> 1 AS `ns`,cast(`c`.`a` as char charset binary) AS `bin`,cast(`c`.`n` as char(3) charset utf8mb4) AS `cs`,convert(`c`.`a` using latin1) AS `cv`,extract(year from `c`.`d`) AS `yr`,current_timestamp() AS `nw`,current_timestamp() AS `ct`,`c`.`a` collate utf8mb4_bin AS `col`,DATE'2020-01-01' AS `dd`,TIMESTAMP'2020-01-01 00:00:00' AS `tt`,0x41 AS `hx`,0x01 AS `bt`,1 AS `tr`,NULL AS `nl`,`c`.`n` xor `c`.`b` AS `x`,`c`.`n` & 1 | 2 ^ 3 AS `bw`,~`c`.`n` AS `nt` from `c`;
CREATE VIEW `v3` AS select `c`.`a` AS `a`,count(distinct `c`.`n`) AS `c1`,group_concat(`c`.`t` order by `c`.`n` ASC separator ';') AS `gc`,sum(`c`.`n`) over ( partition by `c`.`a` order by `c`.`n` rows between 1 preceding  and  current row ) AS `w` from `c` group by `c`.`a`,`c`.`n` having count(0) between 1 and 2 and sum(`c`.`n`) > 1 and 1;
CREATE VIEW `v4` AS select `c`.`n` AS `n` from ((`c` left join `c` `c2` on(`c`.`n` = `c2`.`n` and `c`.`a` between 'a' and 'b' and 1)) join `def` `c3` on(`c3`.`x` = `c`.`n`)) where exists(select 1 from `c` `c5` where `c5`.`n` = `c`.`n` and `c5`.`d` between '2020-01-01' and current_timestamp() limit 1) and (`c`.`n`,`c`.`s`) in (select 1,2) or `c`.`b` <> 0;
CREATE VIEW `v5` AS with recursive q as (select 1 AS `i` union all select `q`.`i` + 1 AS `i+1` from `q` where `q`.`i` < 5 and `q`.`i` between 1 and 3 and 1)select `q`.`i` AS `i` from `q`;
CREATE VIEW `v6` AS select 1 AS `x` union all select 2 AS `2` union select 3 AS `3` except select 4 AS `4` order by 1 limit 3;
