// Known Postfix lines that feed no counter. Everything else of Postfix is unknown, and shown by `count --explain`, so that a
// new version's lines are seen and not guessed.

namespace PostfixStats.Grammar;

/// <summary>The list of shapes that are ignored.</summary>
internal static class KnownLines
{
    /// <summary>
    /// A line each: programs (<c>*</c>: all), a bar, and the message. In it <c>*</c> is any text; at the beginning <c>QID</c> is a
    /// queue id or NOQUEUE, and <c>PEER</c> is <c>name[address]</c> or <c>name[address]:port</c>.
    /// </summary>
    private const string Shapes =
        """
        *                           | table * has changed -- restarting
        *                           | table * has changed - finishing in the background
        *                           | some lookup table has changed -- restarting
        *                           | lookup table has changed -- exiting
        *                           | table has changed -- exiting
        *                           | using backwards-compatible default setting *
        *                           | using using backwards-compatible default setting *
        *                           | cache * full cleanup: retained=* dropped=* entries
        *                           | cache * partial cleanup: retained=* dropped=* entries
        *                           | * cache cleanup will start after *s
        *                           | close database *: *
        *                           | database *: using size limit * during open
        *                           | database *: using size limit * after MDB_MAP_*
        *                           | database *: pausing after MDB_READERS_FULL
        *                           | redirecting * to *
        *                           | skipping address family * for *
        *                           | ignoring DNS RR: *
        *                           | running: *

        smtp lmtp                   | connect to *: *
        smtp lmtp                   | QID: lost connection with * while *
        smtp lmtp                   | QID: conversation with * timed out while *
        smtp lmtp                   | QID: local data error while talking to *
        smtp lmtp                   | QID: Protocol error: host *
        smtp lmtp                   | QID: Cannot start TLS: *
        smtp lmtp                   | QID: TLS is required, but *
        smtp lmtp                   | QID: TLS is required but unavailable, *
        smtp lmtp                   | QID: *: TLS is required but unavailable, *
        smtp lmtp                   | QID: Server certificate not *
        smtp lmtp                   | QID: SASL authentication failed; *
        smtp lmtp                   | QID: SASL authentication failed: *
        smtp lmtp                   | QID: SASL [CACHED] authentication failed; *
        smtp lmtp                   | QID: SMTPUTF8 is required, *
        smtp lmtp                   | QID: message requires SMTPUTF8, *
        smtp lmtp                   | QID: message size * exceeds size limit * of server *
        smtp lmtp                   | QID: Sender requested REQUIRETLS, *
        smtp lmtp                   | QID: server * offered no compatible authentication mechanisms *
        smtp lmtp                   | QID: server * violates * policy
        smtp lmtp                   | QID: server unavailable or unable to receive mail
        smtp lmtp                   | QID: authentication protocol loop with server *
        smtp lmtp                   | QID: cannot authenticate to server *
        smtp lmtp                   | QID: client TLS configuration problem
        smtp lmtp                   | QID: enabling PIX *
        smtp lmtp                   | QID: breaking line > * bytes with <CR><LF>SPACE
        smtp lmtp                   | QID: warning: header *
        smtp lmtp                   | QID: info: header *
        smtp lmtp                   | QID: prepend: header *
        smtp lmtp                   | QID: replace: header *
        smtp lmtp                   | QID: strip: header *
        smtp lmtp                   | QID: warning: body *
        smtp lmtp                   | QID: info: body *
        smtp lmtp                   | QID: replace: body *
        smtp lmtp                   | QID: strip: body *
        smtp lmtp                   | PEER: replacing server reply "*" with "*"
        smtp lmtp                   | discarding EHLO keywords: *
        smtp lmtp                   | host * offers SMTPUTF8 support, but not 8BITMIME
        smtp lmtp                   | Host offered STARTTLS: [*]
        smtp lmtp                   | SMTPS wrappermode (TCP port 465) requires setting *
        smtp lmtp                   | CLIENT wrappermode (port smtps/465) is unimplemented
        smtp lmtp                   | instead, send to (port submission/587) with STARTTLS
        smtp lmtp                   | skipping SRV lookup for *
        smtp lmtp                   | unable to look up host *
        smtp lmtp                   | network address conversion failed: *
        smtp lmtp                   | TLS policy lookup *
        smtp lmtp                   | TLSA lookup error for *
        smtp lmtp                   | no TLSA records found*
        smtp lmtp tlsproxy          | TLSRPT: status=*

        smtpd                       | discarding EHLO keywords: *
        smtpd                       | improper command pipelining after * from *
        smtpd                       | bare <LF> received after * from *
        smtpd                       | QID: bare <LF> received after * from *
        smtpd                       | QID: abort: TLS from *: *
        smtpd                       | QID: reply filter in: *
        smtpd                       | QID: reply filter out: *
        smtpd                       | PEER: replacing command "*" with "*"
        smtpd                       | mapping DSN status * into * status *

        smtp lmtp smtpd tlsproxy    | SSL_connect error to *
        smtp lmtp smtpd tlsproxy    | SSL_accept error from *
        smtp lmtp smtpd tlsproxy    | SSL_connect:*
        smtp lmtp smtpd tlsproxy    | SSL_accept:*
        smtp lmtp smtpd tlsproxy    | SSL_set_fd error to *
        smtp lmtp smtpd tlsproxy    | SSL3 alert *
        smtp lmtp smtpd tlsproxy    | TLS SNI * from * not matched, using default chain
        smtp lmtp smtpd tlsproxy    | TLS protocol trace for * saved to *
        smtp lmtp smtpd tlsproxy    | skipping TLS trace output - rate limit *
        smtp lmtp smtpd tlsproxy    | initializing the client-side TLS engine
        smtp lmtp smtpd tlsproxy    | initializing the server-side TLS engine
        smtp lmtp smtpd tlsproxy    | setting up TLS connection to *
        smtp lmtp smtpd tlsproxy    | setting up TLS connection from *
        smtp lmtp smtpd tlsproxy    | looking for session * in * cache
        smtp lmtp smtpd tlsproxy    | looking up session * in * cache
        smtp lmtp smtpd tlsproxy    | reloaded session * from * cache
        smtp lmtp smtpd tlsproxy    | save session * to * cache
        smtp lmtp smtpd tlsproxy    | remove session * from * cache
        smtp lmtp smtpd tlsproxy    | Reusing old session*
        smtp lmtp smtpd tlsproxy    | Re-used session without peer certificate removed
        smtp lmtp smtpd tlsproxy    | Verified: subject_CN=*
        smtp lmtp smtpd tlsproxy    | Unverified: subject_CN=*
        smtp lmtp smtpd tlsproxy    | Trusted: subject_CN=*
        smtp lmtp smtpd tlsproxy    | Untrusted: subject_CN=*
        smtp lmtp smtpd tlsproxy    | subject=*
        smtp lmtp smtpd tlsproxy    | issuer=*
        smtp lmtp smtpd tlsproxy    | fingerprint=*
        smtp lmtp smtpd tlsproxy    | verify return: *
        smtp lmtp smtpd tlsproxy    | certificate verification failed for *
        smtp lmtp smtpd tlsproxy    | certificate verification depth=*
        smtp lmtp smtpd tlsproxy    | client certificate verification failed for *
        smtp lmtp smtpd tlsproxy    | server certificate verification failed for *
        smtp lmtp smtpd tlsproxy    | certificate peer name verification failed for *
        smtp lmtp smtpd tlsproxy    | Server certificate could not be verified for *
        smtp lmtp smtpd tlsproxy    | cannot load * data*
        smtp lmtp smtpd tlsproxy    | cannot set * certificate verification paths*
        smtp lmtp smtpd tlsproxy    | cannot set certificate verification paths*
        smtp lmtp smtpd tlsproxy    | PEER: subject_CN=*
        smtp lmtp smtpd tlsproxy    | PEER: * subject_CN=*
        smtp lmtp smtpd tlsproxy    | PEER: raw public key fingerprint=*
        smtp lmtp smtpd tlsproxy    | PEER: certificate verification depth=*
        smtp lmtp smtpd tlsproxy    | PEER: depth=*
        smtp lmtp smtpd tlsproxy    | PEER: verify=*
        smtp lmtp smtpd tlsproxy    | PEER: Matched *
        smtp lmtp smtpd tlsproxy    | PEER: matched peername: *
        smtp lmtp smtpd tlsproxy    | PEER: SNI hostname: *
        smtp lmtp smtpd tlsproxy    | PEER: TLS cipher list "*"
        smtp lmtp smtpd tlsproxy    | PEER: Reusing old session*
        smtp lmtp smtpd tlsproxy    | PEER: re-using session with *
        smtp lmtp smtpd tlsproxy    | PEER: Issuing session ticket, *
        smtp lmtp smtpd tlsproxy    | PEER: Decrypting session ticket, *
        smtp lmtp smtpd tlsproxy    | PEER: looking up session * in * cache
        smtp lmtp smtpd tlsproxy    | PEER: reloaded session * from * cache
        smtp lmtp smtpd tlsproxy    | PEER: save session * to * cache
        smtp lmtp smtpd tlsproxy    | PEER: remove session * from * cache

        smtpd smtp lmtp qmqpd       | < PEER: *
        smtpd smtp lmtp qmqpd       | > PEER: *
        postscreen                  | < PEER: *
        postscreen                  | > PEER: *

        tlsproxy                    | CONNECT from *
        tlsproxy                    | CONNECT to *
        tlsproxy                    | DISCONNECT *
        tlsproxy                    | TLS handshake failed for service=* peer=*
        tlsproxy tlsmgr             | TLS support is not compiled in -- exiting
        tlsmgr                      | cannot read from entropy device *
        tlsmgr                      | lost connection to EGD server *
        tlsmgr                      | exiting to reopen external entropy source *
        tlsmgr smtp lmtp smtpd      | EGD server * reports zero bytes available
        tlsmgr smtp lmtp smtpd      | cannot * EGD server *

        postscreen                  | ALLOWLIST VETO [*
        postscreen                  | WHITELIST VETO [*
        postscreen                  | entering STRESS mode with * connections
        postscreen                  | leaving STRESS mode with * connections
        postscreen                  | DATA without valid RCPT from [*
        postscreen                  | BDAT without valid RCPT from [*
        postscreen                  | PEER: replacing command "*" with "*"
        postscreen                  | [*: discarding EHLO keywords: *
        dnsblog                     | addr * listed by domain * as *

        cleanup                     | QID: resent-message-id=*
        cleanup                     | QID: milter-header-*: header *
        cleanup                     | QID: milter-body-*: body *
        cleanup                     | QID: ignoring redundant or conflicting milter reply: *
        cleanup                     | QID: * map lookup problem -- *

        qmgr nqmgr oqmgr            | QID: skipped, still being delivered
        qmgr nqmgr oqmgr            | * feedback type * value at *
        qmgr nqmgr oqmgr            | QID: status=deferred (* failed)
        bounce cleanup              | QID: status=deferred (* failed)
        smtp lmtp local virtual     | QID: status=deferred (* failed)
        pipe error discard          | QID: status=deferred (* failed)
        smtp lmtp local virtual     | QID: passing <*> to transport=*
        pipe error                  | QID: passing <*> to transport=*
        bounce                      | QID: not sending trace/success notification for *

        qmqpd                       | connect from *
        qmqpd                       | disconnect from *
        qmqpd                       | QID: *: * while *

        anvil                       | statistics: max * rate * for (*) at *
        anvil                       | statistics: max * count * for (*) at *
        anvil                       | statistics: max cache size * at *
        scache                      | statistics: start interval *
        scache                      | statistics: domain lookup hits=*
        scache                      | statistics: address lookup hits=*
        scache                      | statistics: max simultaneous domains=*

        postsuper                   | Deleted: * message*
        postsuper                   | Requeued: * message*
        postsuper                   | Force-expired: * message*
        postsuper                   | Placed on hold: * message*
        postsuper                   | Released from hold: * message*
        postsuper                   | Renamed to match inode number: * message*

        master                      | daemon started -- version *
        master                      | reload -- version *
        master                      | reload configuration*
        master                      | terminating on signal *
        master                      | master exit time has arrived
        master                      | ignoring status update from child pid *
        master                      | *: using backwards-compatible default setting *
        postfix postfix-script      | Postfix is using backwards-compatible default settings
        postfix postfix-script      | Postfix is running with backwards-compatible default settings
        postfix postfix-script      | See *COMPATIBILITY_README.html for details
        postfix postfix-script      | To disable backwards compatibility use *
        postfix-script              | starting the Postfix mail system
        postfix-script              | stopping the Postfix mail system
        postfix-script              | aborting the Postfix mail system
        postfix-script              | refreshing the Postfix mail system
        postfix-script              | waiting for the Postfix mail system to terminate
        postfix-script              | the Postfix mail system is running: PID: *
        postfix-script              | the Postfix mail system is not running
        nbdb_reindexd               | target file '*' already exists, skipping this request
        nbdb_reindexd               | successfully executed '*' as uid *
        """;

    private static readonly LineShape[][] ByProgram = Read(Shapes);

    /// <summary>Whether a message has a known shape.</summary>
    public static bool Contains(PostfixProgram program, ReadOnlySpan<byte> message)
    {
        foreach (LineShape shape in ByProgram[(int)program])
        {
            if (shape.Matches(message))
            {
                return true;
            }
        }

        return false;
    }

    private static LineShape[][] Read(string shapes)
    {
        var lists = new List<LineShape>[Enum.GetValues<PostfixProgram>().Length];
        foreach (ref List<LineShape> list in lists.AsSpan())
        {
            list = [];
        }

        // A program's own shapes come first.
        string[] lines = [.. shapes.Split('\n').Where(line => line.Length > 0).OrderBy(line => line[0] == '*')];
        foreach (string line in lines)
        {
            string[] columns = line.Split('|', 2, StringSplitOptions.TrimEntries);
            var shape = new LineShape(columns[1]);
            foreach (string name in columns[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (name == "*")
                {
                    Array.ForEach(lists, list => list.Add(shape));
                }
                else
                {
                    lists[(int)PostfixPrograms.Find(name)].Add(shape);
                }
            }
        }

        return [.. lists.Select(list => list.ToArray())];
    }
}
