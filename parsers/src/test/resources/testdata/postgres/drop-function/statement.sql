DROP FUNCTION f(int, OUT text), g;
