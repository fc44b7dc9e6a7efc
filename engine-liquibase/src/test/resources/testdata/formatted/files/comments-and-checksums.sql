-- liquibase formatted sql
--changeset ann:1
--comment: one remark
SELECT 1;
--changeset ann:2
--comment one remark
-- comment:   another, which replaces it  
SELECT 1;
--changeset ann:3
--comment
--comment:
--comment:sticks
--commented out
SELECT 1;
--changeset ann:4
--validCheckSum: 9:d41d8cd98f00b204e9800998ecf8427e
--validCheckSum 8:abc
--validCheckSum: ANY
-- validCheckSum: 1:any
SELECT 1;
--changeset ann:5
--comment: ÄÖÜ 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789
SELECT 1;
--changeset ann:6
-- liquibase is mentioned
-- ignore this, ignored that
-- propertyless
--- three dashes
-------------------------------
- 1;
-- a:b c:d
--x
/* liquibased */
/* a comment
   of lines */
SELECT 1 /* in */ + 2 -- behind
, 'it''s -- no comment', "a/*b*/c";
