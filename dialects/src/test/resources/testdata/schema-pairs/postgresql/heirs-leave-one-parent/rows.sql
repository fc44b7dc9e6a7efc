SELECT id FROM first_stays; SELECT id, two FROM second_stays; SELECT id, one, three FROM middle_leaves;
