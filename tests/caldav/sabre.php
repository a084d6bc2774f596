<?php
// The engine of Baikal with one user, for tests: SABRE_DB=FILE php -S HOST:PORT sabre.php
error_reporting(E_ALL & ~E_DEPRECATED & ~E_NOTICE & ~E_WARNING & ~E_STRICT);
ini_set('display_errors', '0');
date_default_timezone_set('UTC');
$isNew = !file_exists(getenv('SABRE_DB'));
$pdo = new PDO('sqlite:' . getenv('SABRE_DB'));
$pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
if ($isNew) {
    $pdo->exec('CREATE TABLE calendarobjects (id integer primary key asc, calendardata blob, uri text, calendarid integer,
        lastmodified integer, etag text, size integer, componenttype text, firstoccurence integer, lastoccurence integer)');
    $pdo->exec('CREATE TABLE calendars (id integer primary key asc, principaluri text, displayname text, uri text,
        ctag integer, description text, calendarorder integer, calendarcolor text, timezone text, components text,
        transparent bool)');
    $pdo->exec('CREATE TABLE principals (id integer primary key asc, uri text, email text, displayname text,
        vcardurl text, UNIQUE(uri))');
    $pdo->exec('CREATE TABLE groupmembers (id integer primary key asc, principal_id integer, member_id integer)');
    $pdo->exec('CREATE TABLE users (id integer primary key asc, username text, digesta1 text, UNIQUE(username))');
    $pdo->exec("INSERT INTO principals (uri, email, displayname) VALUES ('principals/kim', 'kim@example.org', 'Kim')");
    $secret = md5('kim:SabreDAV:secret-word');
    $pdo->exec("INSERT INTO users (username, digesta1) VALUES ('kim', '$secret')");
}
require_once 'Sabre/autoload.php';
$calendars = new \Sabre\CalDAV\Backend\PDO($pdo);
$principals = new \Sabre\DAVACL\PrincipalBackend\PDO($pdo);
$server = new \Sabre\DAV\Server([
    new \Sabre\CalDAV\Principal\Collection($principals),
    new \Sabre\CalDAV\CalendarRootNode($principals, $calendars),
]);
$server->setBaseUri('/');
$server->addPlugin(new \Sabre\DAV\Auth\Plugin(new \Sabre\DAV\Auth\Backend\PDO($pdo), 'SabreDAV'));
$server->addPlugin(new \Sabre\DAVACL\Plugin());
$server->addPlugin(new \Sabre\CalDAV\Plugin());
$server->exec();
