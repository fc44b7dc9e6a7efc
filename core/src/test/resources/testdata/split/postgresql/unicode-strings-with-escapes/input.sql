set standard_conforming_strings to off;
select U&' \' uescape '!', b'1\', X'F\'; select 'plain\';', n'\';';
