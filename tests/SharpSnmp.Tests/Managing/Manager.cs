// The manager of these tests: SharpSnmpLib's messages to one agent, and the walks that are made of them.

using System.Net;
using EndToEnd.Tests.Harness;
using Lextm.SharpSnmpLib;
using Lextm.SharpSnmpLib.Messaging;

namespace SharpSnmp.Tests.Managing;

/// <summary>Asks one agent on 127.0.0.1, in one version of SNMP and with its credentials.</summary>
/// <param name="port">The agent's UDP port.</param>
internal abstract class Manager(int port)
{
    private readonly IPEndPoint _agent = AddressOf(port);

    /// <summary>Sends one request, and returns whatever comes back: a response, or a report of SNMPv3 (RFC 3412).</summary>
    /// <param name="type">Get, GetNext, GetBulk or Set.</param>
    /// <param name="variables">What is asked for or set.</param>
    /// <param name="repetitions">max-repetitions of a GetBulk (RFC 3416, section 4.2.3); else 0.</param>
    /// <exception cref="OperationCanceledException">Nothing came back in time.</exception>
    public async Task<ISnmpPdu> AskAsync(SnmpType type, IList<Variable> variables, int repetitions = 0)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Deadline);
        return (await Message(type, variables, repetitions).GetResponseAsync(_agent, limit.Token)).Pdu();
    }

    /// <summary>The objects' values, in one request that must succeed.</summary>
    public async Task<IList<Variable>> GetAsync(params string[] oids)
    {
        var answer = await AskAsync(SnmpType.GetRequestPdu, [.. oids.Select(oid => new Variable(Oids.Parse(oid)))]);
        Assert.Equal(ErrorCode.NoError, Status(answer));
        return answer.Variables;
    }

    /// <summary>Everything below an object, with GetNext, or with GetBulk where repetitions are given. Each object comes behind the one before.</summary>
    public async Task<IReadOnlyList<Variable>> WalkAsync(string root, int repetitions = 0)
    {
        var type = repetitions > 0 ? SnmpType.GetBulkRequestPdu : SnmpType.GetNextRequestPdu;
        var walked = new List<Variable>();
        var top = Oids.Parse(root);
        var last = top;
        while (true)
        {
            var answer = await AskAsync(type, [new Variable(last)], repetitions);

            // The end of the MIB view in version 1 (RFC 1157, section 4.1.3).
            if (Status(answer) == ErrorCode.NoSuchName)
            {
                return walked;
            }

            Assert.Equal(ErrorCode.NoError, Status(answer));
            foreach (var variable in answer.Variables)
            {
                if (variable.Data.TypeCode == SnmpType.EndOfMibView || !Oids.IsBelow(variable.Id, top))
                {
                    return walked;
                }

                Assert.True(variable.Id > last, $"{variable.Id} does not come behind {last}");
                walked.Add(variable);
                last = variable.Id;
            }
        }
    }

    /// <summary>The address of the agent on a port.</summary>
    protected static IPEndPoint AddressOf(int port) => new(IPAddress.Loopback, port);

    /// <summary>The message of a request.</summary>
    protected abstract ISnmpMessage Message(SnmpType type, IList<Variable> variables, int repetitions);

    private static ErrorCode Status(ISnmpPdu answer)
    {
        Assert.True(answer is ResponsePdu, $"no response but {answer}");
        return answer.ErrorStatus.ToErrorCode();
    }
}
