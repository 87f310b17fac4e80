<?php
// Makes deploy/monitoring/cacti/postfix_templates.xml: puts the templates into the database of a Cacti 1.2 that is there for nothing
// else, and has it export them. Run as: php cacti-templates.php >postfix_templates.xml

require '/usr/share/cacti/site/include/cli_check.php';
require_once $config['base_path'] . '/lib/export.php';
require_once $config['base_path'] . '/lib/template.php';

// Of cacti.sql: the data input method "Get SNMP Data (Indexed)" with its fields for the index, its type and the value,
// the profile that polls every five minutes, and the format "Exact Numbers".
const INDEXED = 2;
const INDEX_FIELDS = [12, 13, 14];
const FIVE_MINUTES = 1;
const EXACT_NUMBERS = 3;

// Of Cacti's global_arrays.php and global_constants.php.
const GAUGE = 1;
const DERIVE = 3;
const AVERAGE = 1;
const AREA = 7;
const LINE2 = 5;
const LAST = 11;
const MAXIMUM = 12;
const MEAN = 14;

// Each data query, what it is a row of, and its graphs: label, and field => legend, colour and shape. Counters are shown per hour.
const QUERIES = [
	'postfix_instances' => ['Postfix instances', [
		'Mail' => ['per hour', DERIVE, [
			'smtpReceptions'  => ['received over SMTP', '32964D', AREA],
			'localReceptions' => ['submitted here', 'E69F00', LINE2],
			'smtpDeliveries'  => ['delivered over SMTP', '1F3FBF', LINE2],
			'localDeliveries' => ['delivered here', 'C62F2F', LINE2],
		]],
		'Negative replies' => ['per hour', DERIVE, [
			'smtp4xx'  => ['of other servers 4xx', 'E69F00', LINE2],
			'smtp5xx'  => ['of other servers 5xx', 'C62F2F', LINE2],
			'smtpd4xx' => ['to clients 4xx', '9ECAE1', LINE2],
			'smtpd5xx' => ['to clients 5xx', '1F3FBF', LINE2],
		]],
	]],
	'postfix_services' => ['Postfix delivery services', [
		'Deliveries' => ['recipients per hour', DERIVE, [
			'deliveries' => ['delivered', '32964D', AREA],
			'deferrals'  => ['deferred', 'E69F00', LINE2],
			'bounces'    => ['bounced', 'C62F2F', LINE2],
		]],
		'Failed attempts' => ['per hour', DERIVE, [
			'connectFailures' => ['no connection', 'C62F2F', LINE2],
			'dnsFailures'     => ['DNS', 'E69F00', LINE2],
			'tlsFailures'     => ['TLS', '1F3FBF', LINE2],
			'timeouts'        => ['timeouts', '32964D', LINE2],
		]],
	]],
	'postfix_reasons' => ['Postfix rejects by reason', [
		'Rejects' => ['per hour', DERIVE, [
			'replies4xx' => ['4xx', 'E69F00', AREA],
			'replies5xx' => ['5xx', 'C62F2F', LINE2],
		]],
	]],
	'postfix_queues' => ['Postfix queues', [
		'Messages' => ['messages', GAUGE, ['messages' => ['messages', 'E69F00', AREA]]],
		'Oldest message' => ['seconds', GAUGE, ['oldest' => ['age in seconds', '1F3FBF', LINE2]]],
	]],
];

// The same templates have the same hashes, so that an import of a later version replaces them.
function hash_of($what) {
	return md5('AgentX.PostfixStats ' . $what);
}

function insert($table, $row) {
	$columns = implode(', ', array_map(fn($name) => "`$name`", array_keys($row)));
	if (!db_execute_prepared("INSERT INTO `$table` ($columns) VALUES (" . implode(', ', array_fill(0, count($row), '?')) . ')', array_values($row))) {
		fwrite(STDERR, "cacti-templates.php: no row in $table\n");
		exit(1);
	}
	return db_fetch_insert_id();
}

function colour($hex) {
	return db_fetch_cell_prepared('SELECT id FROM colors WHERE hex = ?', [$hex]) ?: insert('colors', ['name' => '', 'hex' => $hex]);
}

// A data template with one data source.
function data_template($name, $field, $type) {
	$template = insert('data_template', ['hash' => hash_of("data $name"), 'name' => $name]);
	$data = insert('data_template_data', [
		'data_template_id' => $template, 'data_input_id' => INDEXED, 't_name' => 'on', 'name' => "|host_description| - $name",
		'active' => 'on', 'rrd_step' => 300, 'data_source_profile_id' => FIVE_MINUTES,
	]);
	foreach (INDEX_FIELDS as $input) {
		insert('data_input_data', ['data_input_field_id' => $input, 'data_template_data_id' => $data, 't_value' => 'on', 'value' => '']);
	}
	// 0 as the least makes a gap, not a peak, of a counter that begins anew.
	$source = insert('data_template_rrd', [
		'hash' => hash_of("source $name"), 'data_template_id' => $template, 'rrd_maximum' => 'U', 'rrd_minimum' => '0',
		'rrd_heartbeat' => 600, 'data_source_type_id' => $type, 'data_source_name' => $field,
	]);
	return [$template, $source];
}

function graph_template($name, $label, $items, $per_hour) {
	$template = insert('graph_templates', ['hash' => hash_of("graph $name"), 'name' => $name, 'multiple' => 'on']);
	insert('graph_templates_graph', [
		'graph_template_id' => $template, 't_title' => 'on', 'title' => "|host_description| - $name", 'image_format_id' => 1,
		'height' => 200, 'width' => 700, 'upper_limit' => '100', 'lower_limit' => '0', 'vertical_label' => $label, 'auto_scale' => 'on',
		'auto_scale_opts' => 2, 'auto_scale_rigid' => 'on', 'auto_padding' => 'on', 'base_value' => 1000, 'slope_mode' => 'on',
	]);
	$sequence = 0;
	foreach ($items as [$source, $legend, $hex, $shape]) {
		foreach ([$shape => $legend, LAST => 'now', MEAN => 'average', MAXIMUM => 'most'] as $type => $text) {
			insert('graph_templates_item', [
				'hash' => hash_of("item $name $sequence"), 'graph_template_id' => $template, 'task_item_id' => $source,
				'color_id' => $type === $shape ? colour($hex) : 0, 'graph_type_id' => $type, 'cdef_id' => $per_hour,
				'consolidation_function_id' => AVERAGE, 'text_format' => $type === $shape ? $text : "$text:",
				'gprint_id' => EXACT_NUMBERS, 'hard_return' => $type === MAXIMUM ? 'on' : '', 'sequence' => ++$sequence,
			]);
		}
	}
	return $template;
}

// CURRENT_DATA_SOURCE,3600,* with the types and numbers of Cacti's cdef_items.
$per_hour = insert('cdef', ['hash' => hash_of('cdef per hour'), 'name' => 'Postfix - per hour']);
foreach ([[4, 'CURRENT_DATA_SOURCE'], [6, '3600'], [2, '3']] as $place => [$type, $value]) {
	insert('cdef_items', ['hash' => hash_of("cdef per hour $place"), 'cdef_id' => $per_hour, 'sequence' => $place + 1, 'type' => $type, 'value' => $value]);
}

$host = insert('host_template', ['hash' => hash_of('host'), 'name' => 'Postfix by SNMP', 'class' => 'linux']);
foreach (QUERIES as $file => [$title, $graphs]) {
	$query = insert('snmp_query', [
		'hash' => hash_of("query $file"), 'xml_path' => "<path_cacti>/resource/snmp_queries/$file.xml", 'name' => $title,
		'description' => 'postfix-statsd, POSTFIX-STATS-MIB', 'data_input_id' => INDEXED,
	]);
	insert('host_template_snmp_query', ['host_template_id' => $host, 'snmp_query_id' => $query]);
	foreach ($graphs as $name => [$label, $type, $fields]) {
		$name = "$title - $name";
		$items = $sources = [];
		foreach ($fields as $field => [$legend, $hex, $shape]) {
			$sources[$field] = data_template("$title - $field", $field, $type);
			$items[] = [$sources[$field][1], $legend, $hex, $shape];
		}
		$graph = insert('snmp_query_graph', [
			'hash' => hash_of("query graph $name"), 'snmp_query_id' => $query, 'name' => $name,
			'graph_template_id' => graph_template($name, $label, $items, $type === DERIVE ? $per_hour : 0),
		]);
		insert('snmp_query_graph_sv', [
			'hash' => hash_of("graph title $name"), 'snmp_query_graph_id' => $graph, 'sequence' => 1, 'field_name' => 'title',
			'text' => "|host_description| - $name - |query_postfixName|",
		]);
		foreach ($sources as $field => [$template, $source]) {
			insert('snmp_query_graph_rrd', [
				'snmp_query_graph_id' => $graph, 'data_template_id' => $template, 'data_template_rrd_id' => $source, 'snmp_field_name' => $field,
			]);
			insert('snmp_query_graph_rrd_sv', [
				'hash' => hash_of("source name $name $field"), 'snmp_query_graph_id' => $graph, 'data_template_id' => $template,
				'sequence' => 1, 'field_name' => 'name', 'text' => "|host_description| - $title - |query_postfixName| - $field",
			]);
		}
	}
}

print get_item_xml('host_template', $host, true) . "\n";
