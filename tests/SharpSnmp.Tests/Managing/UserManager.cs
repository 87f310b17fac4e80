// A manager of version 3, with authentication and privacy.

using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;
using Lextm.SharpSnmpLib.Messaging;
using Lextm.SharpSnmpLib.Security;

namespace SharpSnmp.Tests.Managing;

/// <summary>A manager that is a user of the User-based Security Model (RFC 3414): HMAC-SHA-256 (RFC 7860) and AES-128 (RFC 3826).</summary>
internal sealed class UserManager : Manager
{
    /// <summary>The user's name.</summary>
    public const string Name = "manager";

    /// <summary>The passphrase of authentication that snmpd knows.</summary>
    public const string Authentication = "first-secret";

    private const string Encryption = "second-secret";

    private static readonly OctetString User = new(Name);

    private readonly IPrivacyProvider _privacy;
    private readonly ISnmpMessage _report;

    private UserManager(int port, IPrivacyProvider privacy, ISnmpMessage report)
        : base(port) => (_privacy, _report) = (privacy, report);

    /// <summary>The line of snmpd.conf that makes the user.</summary>
    public static string CreateUser => $"createUser {Name} SHA-256 {Authentication} AES {Encryption}";

    /// <summary>The options by which snmpd itself is this user, when it sends notifications.</summary>
    public static string SessionOptions => $"-v 3 -u {Name} -l authPriv -a SHA-256 -A {Authentication} -x AES -X {Encryption}";

    /// <summary>The keys of the user, for whoever hears what was encrypted with them.</summary>
    public static UserRegistry Registry => new([new User(User, Keys(Authentication))]);

    /// <summary>Asks the agent for its engine id and clock (RFC 3414, section 4), which are good for 150 s.</summary>
    /// <param name="port">The agent's UDP port.</param>
    /// <param name="authentication">The passphrase of authentication.</param>
    public static async Task<UserManager> DiscoverAsync(int port, string authentication = Authentication)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Deadline);
        var report = await Messenger.GetNextDiscovery(SnmpType.GetRequestPdu).GetResponseAsync(AddressOf(port), limit.Token);
        return new UserManager(port, Keys(authentication), report);
    }

    protected override ISnmpMessage Message(SnmpType type, IList<Variable> variables, int repetitions)
    {
        var (message, request, size) = (Messenger.NextMessageId, Messenger.NextRequestId, Messenger.MaxMessageSize);
        var none = OctetString.Empty;
        return type switch
        {
            SnmpType.GetRequestPdu => new GetRequestMessage(VersionCode.V3, message, request, User, none, variables, _privacy, size, _report),
            SnmpType.GetNextRequestPdu => new GetNextRequestMessage(VersionCode.V3, message, request, User, none, variables, _privacy, size, _report),
            SnmpType.GetBulkRequestPdu =>
                new GetBulkRequestMessage(VersionCode.V3, message, request, User, none, 0, repetitions, variables, _privacy, size, _report),
            SnmpType.SetRequestPdu => new SetRequestMessage(VersionCode.V3, message, request, User, none, variables, _privacy, size, _report),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
    }

    private static AESPrivacyProvider Keys(string authentication) =>
        new(new OctetString(Encryption), new SHA256AuthenticationProvider(new OctetString(authentication)));
}
