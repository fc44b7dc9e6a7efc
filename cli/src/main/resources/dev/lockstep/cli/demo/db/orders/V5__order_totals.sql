CREATE FUNCTION order_total(wanted bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
    total bigint;
BEGIN
    SELECT coalesce(sum(line.quantity * product.price_cents), 0) INTO total
    FROM order_lines line JOIN products product ON product.id = line.product_id
    WHERE line.order_id = wanted;
    RETURN total;
END;
$$;
