import assert from 'node:assert/strict';
import { levelOfLine, recognise } from '../../../src/logs/recognise/recognise';
import type { LineFormat } from '../../../src/logs/recognise/recognised';
import type { LogLevel } from '../../../src/model/logLevel';

/** Lines as programs write them: what each one says of its level, and its form. */
const lines: readonly (readonly [LogLevel, LineFormat, string])[] = [
  // JSON
  [
    'error',
    'json',
    '{"level":"error","ts":1704164645.123,"caller":"app/main.go:42","msg":"cannot reach db","attempt":3}',
  ],
  ['info', 'json', '{"level":30,"time":1704164645123,"pid":7,"hostname":"a1","msg":"listening on 3000"}'],
  [
    'fatal',
    'json',
    '{"name":"api","hostname":"a1","pid":7,"level":60,"msg":"out of memory","time":"2024-01-02T03:04:05Z","v":0}',
  ],
  ['warn', 'json', '{"severity":"WARNING","message":"slow query","timestamp":"2024-01-02T03:04:05Z"}'],
  [
    'error',
    'json',
    '{"@timestamp":"2024-01-02T03:04:05.678Z","log.level":"ERROR","message":"boom","ecs.version":"1.2.0"}',
  ],
  ['warn', 'json', '{"@timestamp":"2024-01-02T03:04:05.678Z","log":{"level":"warn","logger":"a.B"},"message":"hm"}'],
  ['error', 'json', '{"@t":"2024-01-02T03:04:05Z","@mt":"Order {Id} failed","@l":"Error","Id":7}'],
  ['info', 'json', '{"@t":"2024-01-02T03:04:05Z","@mt":"Order {Id} done","Id":7}'],
  [
    'info',
    'json',
    '{"EventId":14,"LogLevel":"Information","Category":"Microsoft.Hosting.Lifetime","Message":"Now listening"}',
  ],
  [
    'warn',
    'json',
    '{"t":{"$date":"2024-01-02T03:04:05.678+00:00"},"s":"W","c":"CONTROL","id":22120,"ctx":"initandlisten","msg":"Access control is not enabled"}',
  ],
  [
    'info',
    'json',
    '{"t":{"$date":"2024-01-02T03:04:05.678+00:00"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted"}',
  ],
  ['error', 'json', '{"version":"1.1","host":"a1","short_message":"no route","level":3,"_app":"x"}'],
  ['debug', 'json', '{"time":"2024-01-02T03:04:05Z","level":"DEBUG","msg":"cache miss","key":"a"}'],
  ['error', 'json', '{"remote_addr":"10.0.0.1","request":"GET /x HTTP/1.1","status":502,"body_bytes_sent":0}'],
  ['info', 'json', '{"levelname":"INFO","asctime":"2024-01-02 03:04:05,678","message":"ready"}'],
  ['trace', 'json', '  {"level":"trace","msg":"indented"}'],
  ['unknown', 'json', '{"user":"anna","error":"none"}'],
  ['unknown', 'json', '{"level":3,"depth":"of water"}'],
  ['unknown', 'json', '{"level":"Metadata","kind":"Event","apiVersion":"audit.k8s.io/v1"}'],
  ['unknown', 'plain', '{"level":"error","msg":"cut off'],
  ['unknown', 'plain', '[1,2,3]'],
  // logfmt
  ['info', 'logfmt', 'time="2024-01-02T03:04:05Z" level=info msg="API listen on /var/run/docker.sock"'],
  ['warn', 'logfmt', 'ts=2024-01-02T03:04:05.678Z caller=main.go:171 level=warn component=web msg="slow \\"scrape\\""'],
  [
    'error',
    'logfmt',
    'logger=sqlstore t=2024-01-02T03:04:05.678Z level=error msg="Database locked" error="SQLITE_BUSY"',
  ],
  ['debug', 'logfmt', 'level=debug event=tick'],
  ['error', 'logfmt', 'lvl=eror msg="geth says so" err=EOF'],
  ['unknown', 'logfmt', 'at=router method=GET path=/ host=x.example dyno=web.1 connect=1ms'],
  ['unknown', 'plain', 'x=1'],
  ['unknown', 'plain', 'PATH=/usr/bin is what the error said about the level of it all'],
  ['unknown', 'plain', 'a==b and c==d'],
  // klog
  ['info', 'klog', 'I0102 03:04:05.678901       1 server.go:123] "Starting" port=10250'],
  ['error', 'klog', 'E0102 03:04:05.678901   12345 reflector.go:138] Failed to watch *v1.Pod: unknown'],
  ['warn', 'klog', 'W0102 03:04:05.678901       1 warnings.go:70] v1 Endpoints is deprecated'],
  ['fatal', 'klog', 'F20240102 03:04:05.678901    42 main.cc:10] Check failed: x > 0'],
  ['unknown', 'plain', 'E0102 is the code of the door'],
  // web servers
  ['info', 'web', '172.17.0.1 - - [02/Jan/2024:03:04:05 +0000] "GET / HTTP/1.1" 200 615 "-" "curl/8.5.0"'],
  ['warn', 'web', '172.17.0.1 - anna [02/Jan/2024:03:04:05 +0000] "GET /nope HTTP/1.1" 404 153'],
  [
    'error',
    'web',
    '2001:db8::1 - - [02/Jan/2024:03:04:05 +0000] "POST /api?q=\\"x\\" HTTP/2.0" 503 0 "https://a/" "Mozilla/5.0 (X11)" "-"',
  ],
  ['warn', 'web', '10.0.0.9 - - [02/Jan/2024:03:04:05 +0000] "\\x16\\x03\\x01\\x00" 400 150 "-" "-"'],
  ['error', 'web', 'shop.example:443 10.0.0.9 - - [02/Jan/2024:03:04:05 +0100] "GET /cart HTTP/1.1" 500 12 "-" "x"'],
  ['info', 'web', '172.17.0.1 - - [02/Jan/2024 03:04:05] "GET /health HTTP/1.1" 200 -'],
  [
    'error',
    'web',
    '[2024-01-02T03:04:05.678Z] "GET /v1/items HTTP/1.1" 503 UF 0 91 3 - "-" "curl/8" "id" "api" "10.0.0.2:80"',
  ],
  ['info', 'web', 'GET /orders/7 200 12.345 ms - 512'],
  ['error', 'web', '[GIN] 2024/01/02 - 03:04:05 | 500 |     1.204ms |      172.17.0.1 | POST     "/pay"'],
  ['warn', 'web', '[02/Jan/2024 03:04:05] "GET /admin HTTP/1.1" 403 22'],
  [
    'error',
    'web',
    '10.0.1.2:33317 [06/Feb/2024:12:14:14.655] http-in static/srv1 10/0/30/69/109 503 2750 - - ---- 1/1/1/1/0 0/0 {h} {} "GET /index.html HTTP/1.1"',
  ],
  ['error', 'web', 'INFO:     172.17.0.1:50000 - "GET /boom HTTP/1.1" 500 Internal Server Error'],
  [
    'error',
    'web',
    '2024/01/02 03:04:05 [error] 29#29: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 172.17.0.1, server: , request: "GET / HTTP/1.1", upstream: "http://10.0.0.3:80/", host: "x"',
  ],
  ['info', 'web', '2024/01/02 03:04:05 [notice] 1#1: start worker processes'],
  ['fatal', 'web', '2024/01/02 03:04:05 [emerg] 1#1: host not found in upstream "api" in /etc/nginx/conf.d/a.conf:3'],
  [
    'error',
    'web',
    '[Tue Jan 02 03:04:05.678901 2024] [proxy:error] [pid 9:tid 140] (111)Connection refused: AH00957: HTTP: attempt to connect failed',
  ],
  [
    'info',
    'web',
    '[Tue Jan 02 03:04:05.678901 2024] [mpm_event:notice] [pid 1:tid 140] AH00489: Apache/2.4.58 configured',
  ],
  ['warn', 'web', '[Tue Jan  2 03:04:05 2024] [warn] [client 10.0.0.1] mod_x: odd'],
  // syslog
  ['fatal', 'plain', '<34>1 2003-10-11T22:14:15.003Z web1 su - ID47 - failed for anna'],
  ['info', 'plain', '<14>Oct 11 22:14:15 web1 cron[77]: job done'],
  ['unknown', 'plain', 'Oct 11 22:14:15 web1 sshd[77]: Accepted publickey for anna'],
  ['error', 'plain', 'Oct 11 22:14:15 web1 app[77]: ERROR: no space'],
  ['error', 'plain', '<3>disk is gone'],
  // Java
  [
    'info',
    'plain',
    '2024-01-02 03:04:05.678  INFO 1 --- [           main] c.e.shop.App      : Started App in 3.2 seconds',
  ],
  [
    'error',
    'plain',
    '2024-01-02T03:04:05.678Z ERROR 1 --- [shop] [nio-8080-exec-1] o.a.c.c.C.[.[.[/] : Servlet.service() threw',
  ],
  ['warn', 'plain', '2024-01-02 03:04:05,678 [main] WARN  com.example.Foo - pool is small'],
  ['debug', 'plain', '03:04:05.678 [main] DEBUG com.example.Foo - x = 1'],
  ['info', 'plain', '[2024-01-02 03:04:05,678] INFO [KafkaServer id=1] started (kafka.server.KafkaServer)'],
  ['warn', 'plain', '[2024-01-02T03:04:05,678][WARN ][o.e.b.BootstrapChecks    ] [node-1] max virtual memory'],
  ['info', 'plain', 'INFO  [main] 2024-01-02 03:04:05,678 CassandraDaemon.java:639 - Startup complete'],
  ['fatal', 'plain', '2024-01-02 03:04:05,678 FATAL [org.x] (main) gone'],
  [
    'error',
    'plain',
    '02-Jan-2024 03:04:05.678 SEVERE [main] org.apache.catalina.core.StandardContext.startInternal failed',
  ],
  ['error', 'plain', 'SEVERE: One or more listeners failed to start'],
  ['error', 'plain', 'Exception in thread "main" java.lang.IllegalStateException: no'],
  ['error', 'plain', 'java.sql.SQLException: Connection refused'],
  // Python
  ['warn', 'plain', 'WARNING:root:careful'],
  ['info', 'plain', '2024-01-02 03:04:05,678 - shop.orders - INFO - ready'],
  ['error', 'plain', '[2024-01-02 03:04:05 +0000] [7] [ERROR] Exception in worker process'],
  ['info', 'plain', 'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)'],
  ['error', 'plain', '[2024-01-02 03:04:05,678: ERROR/ForkPoolWorker-1] Task tasks.add[1] raised'],
  ['debug', 'plain', '2024-01-02 03:04:05.678 | DEBUG    | __main__:main:7 - tick'],
  ['error', 'plain', 'Traceback (most recent call last):'],
  ['error', 'plain', '2024-01-02 03:04:05.678 1 ERROR nova.compute.manager [-] no host'],
  // Go, Rust, JavaScript, .NET, Ruby, PHP
  ['info', 'plain', '2024-01-02T03:04:05.678Z\tINFO\tserver/main.go:12\tready\t{"port": 80}'],
  ['warn', 'plain', '1.704164645678e+09\twarn\tcontroller\tretry'],
  ['error', 'plain', '2024-01-02T03:04:05Z ERR cannot bind error="address in use" port=80'],
  ['error', 'plain', '2024-01-02T03:04:05.678Z [ERROR] agent.server: no cluster leader: error="No leader"'],
  ['warn', 'plain', 'WARN[0012] disk is slow                                 dev=sda'],
  ['fatal', 'plain', 'panic: runtime error: index out of range [5] with length 3'],
  ['error', 'plain', '2024/01/02 03:04:05 http: panic serving 10.0.0.1:33: boom'],
  ['info', 'plain', '[2024-01-02T03:04:05Z INFO  shop::db] connected'],
  ['error', 'plain', '2024-01-02T03:04:05.678901Z ERROR shop::db: lost'],
  ['fatal', 'plain', "thread 'main' panicked at src/main.rs:4:5:"],
  ['error', 'plain', 'TypeError: Cannot read properties of undefined'],
  ['error', 'plain', 'npm ERR! code ELIFECYCLE'],
  ['error', 'plain', 'node:internal/modules/cjs/loader:1078'],
  ['info', 'plain', 'info: Microsoft.Hosting.Lifetime[14]'],
  ['error', 'plain', 'fail: Microsoft.AspNetCore.Server.Kestrel[13]'],
  ['fatal', 'plain', 'crit: Shop.Worker[0]'],
  ['warn', 'plain', '[03:04:05 WRN] Retrying'],
  ['error', 'plain', 'Unhandled exception. System.InvalidOperationException: no'],
  ['info', 'plain', 'I, [2024-01-02T03:04:05.678901 #7]  INFO -- : Completed 200 OK'],
  ['error', 'plain', '[2024-01-02T03:04:05.678901+00:00] app.ERROR: Uncaught {"exception":"x"} []'],
  ['fatal', 'plain', 'PHP Fatal error:  Uncaught Error: Call to undefined function x() in /a.php:3'],
  ['info', 'plain', '[02-Jan-2024 03:04:05] NOTICE: ready to handle connections'],
  // databases and others
  ['info', 'plain', '2024-01-02 03:04:05.678 UTC [1] LOG:  database system is ready to accept connections'],
  ['error', 'plain', '2024-01-02 03:04:05.678 UTC [77] anna@shop ERROR:  relation "x" does not exist at character 15'],
  ['fatal', 'plain', 'FATAL:  password authentication failed for user "anna"'],
  ['unknown', 'plain', '2024-01-02 03:04:05.678 UTC [77] STATEMENT:  select * from error'],
  ['warn', 'plain', '2024-01-02T03:04:05.678901Z 0 [Warning] [MY-010055] [Server] IP address could not be resolved'],
  ['info', 'plain', '2024-01-02  3:04:05 0 [Note] mariadbd: ready for connections.'.replace('  3', ' 03')],
  ['error', 'plain', '2024-01-02T03:04:05.678901Z 0 [ERROR] [MY-010119] [Server] Aborting'],
  ['info', 'plain', '1:M 02 Jan 2024 03:04:05.678 * Ready to accept connections tcp'],
  ['warn', 'plain', '1:C 02 Jan 2024 03:04:05.678 # Warning: no config file specified'],
  ['error', 'plain', '2019-01-02T03:04:05.678+0000 E STORAGE  [initandlisten] WiredTiger error'],
  ['info', 'plain', '2024-01-02 03:04:05.678901+00:00 [info] <0.230.0> Server startup complete'],
  ['warn', 'plain', '[WARNING]  (1) : config : missing timeouts'],
  ['error', 'plain', '\u001b[31mERROR\u001b[0m: coloured'],
  ['error', 'plain', '\u001b[2m2024-01-02T03:04:05.678Z\u001b[0m \u001b[31mERROR\u001b[0m shop: coloured'],
  // What says nothing of a level, although words for levels stand in it
  ['unknown', 'plain', ''],
  ['unknown', 'plain', 'no error was found'],
  ['unknown', 'plain', 'Connection error to db, retrying'],
  ['unknown', 'plain', '2024-01-02 03:04:05 got ERROR from backend'],
  ['unknown', 'plain', '2024/01/02 03:04:05 listening on :8080'],
  ['unknown', 'plain', 'Errors: 0, warnings: 3'],
  ['unknown', 'plain', 'errors during startup: none'],
  ['unknown', 'plain', 'The level is info'],
  ['unknown', 'plain', 'information about the system'],
  ['unknown', 'plain', 'INFORMATIONAL brochure'],
  ['unknown', 'plain', 'failed to open file: error 5'],
  ['unknown', 'plain', 'debugger attached on port 9229'],
  ['unknown', 'plain', '    at Object.<anonymous> (/app/error.js:1:1)'],
  ['unknown', 'plain', 'warning signs were ignored'],
  ['unknown', 'plain', '/docker-entrypoint.sh: Configuration complete; ready for start up'],
  ['unknown', 'plain', 'PING redis (10.0.0.3): 56 data bytes'],
  ['unknown', 'plain', 'ERRORS.txt written'],
  ['unknown', 'plain', '[main] loading errors table'],
  ['unknown', 'plain', '12:34:56 up 3 days,  load average: 0.00'],
];

describe('recognise', () => {
  it(`tells form and level of ${lines.length} lines, and says unknown where a line does not tell`, () => {
    const found = lines.map(([, , text]) => {
      const { level, format } = recognise(text);
      return [level, format, text];
    });
    assert.deepEqual(found, lines);
    assert.deepEqual(
      lines.map(([, , text]) => levelOfLine(text)),
      lines.map(([level]) => level),
    );
  });
});
