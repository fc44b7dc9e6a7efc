set ansi_nulls on
GO
create table [dbo].[odd;]]name] (id int, note nvarchar(10) default N'GO')
insert into t values ('it''s
go
fine') /* a /* nested
go
*/ */
  go  -- next batch
create or alter procedure dbo.p @a int as begin set nocount on; exec q; commit; end;
GO 1

GO
:setvar name value
:r other.sql
!!dir
select geography
::Parse('x');
update t set a = 1
declare @go int = 1; begin transaction; set @go = 2; save tran x; commit
go
alter database shop set recovery simple
go
alter database scoped configuration set maxdop = 4
go
backup log shop to disk = 'x'
go
create unique nonclustered index i on dbo.#t (a)
go
create proc q as select 1
go
select go from t where a = 1
go_on
