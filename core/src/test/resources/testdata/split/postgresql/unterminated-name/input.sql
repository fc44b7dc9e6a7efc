select "abc;
