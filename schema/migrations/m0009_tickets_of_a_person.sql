-- 同一客户的客源: whether somebody has a lead already is asked whenever one is registered.

CREATE INDEX ticket_person ON ticket (person);
