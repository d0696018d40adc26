-- Views of the database: one row is one sentence a reader would say. Comments with two dashes become no part of them.
CREATE VIEW task_units AS
-- Each task or safeguard with the units printed at it, by relation.
SELECT t.plan, t.id AS task, t.marker, t.title, t.kind, t.origin, t.deadline,
       group_concat(DISTINCT CASE WHEN r.relation = 'leads' THEN r.name END) AS leads,
       group_concat(DISTINCT CASE WHEN r.relation = 'assigned' THEN r.name END) AS assigned,
       group_concat(DISTINCT CASE WHEN r.relation = 'supports' THEN r.name END) AS supports
FROM tasks t LEFT JOIN responsibilities r ON r.subject = t.id
GROUP BY t.id;

CREATE VIEW unit_tasks AS
-- Each unit with each subject that it leads, supports or is assigned, and the passage that says so.
SELECT u.id AS unit, u.name AS unit_name, u.kind AS unit_kind, r.relation, r.label, r.plan, r.subject,
       coalesce(t.title, h.title, i.name) AS title, t.deadline, r.quote
FROM responsibilities r JOIN units u ON u.id = r.unit
LEFT JOIN tasks t ON t.id = r.subject LEFT JOIN headings h ON h.id = r.subject LEFT JOIN indicators i ON i.id = r.subject;

CREATE VIEW co_work AS
-- Pairs of units that are printed at one subject, with how many subjects they share.
SELECT a.plan, a.unit AS unit, b.unit AS other, count(DISTINCT a.subject) AS shared
FROM responsibilities a JOIN responsibilities b ON a.subject = b.subject AND a.unit < b.unit
GROUP BY a.plan, a.unit, b.unit;

CREATE VIEW indicator_targets AS
-- Values of indicators by year, with the name and measure of the indicator.
SELECT i.plan, i.id AS indicator, i.name, i.measure, i.attribute, v.year, v.kind, v.value, v.bound, v.raw, v.quote
FROM indicators i JOIN indicator_values v ON v.indicator = i.id;

CREATE VIEW open_findings AS
-- Findings that nobody has acknowledged, one row each.
SELECT plan, finding, severity, verdict, code, message_zh, subjects, quote FROM findings
WHERE acknowledged IS NULL AND severity <> 'info';

CREATE VIEW found_in AS
-- Facts beside the paragraph or table that they were read from.
SELECT p.plan, p.kind, p.subject, p.text, b.page, b.text AS block_text
FROM passages p LEFT JOIN blocks b ON b.plan = p.plan AND b.block = p.block;
