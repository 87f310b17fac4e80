// A row of mtaGroupErrorTable.

using System.Text;
using PostfixStats.Counting;
using PostfixStats.Daemon.Collecting;

namespace PostfixStats.Daemon.Serving.Standard;

/// <summary>An enhanced status code in a group.</summary>
/// <param name="Kind">The group: reception or delivery.</param>
/// <param name="Code">The code's counters.</param>
internal readonly record struct MailError(MailGroupKind Kind, CounterRow Code)
{
    /// <summary>The codes of all instances that can be written as mtaStatusCode; those over the cap share a row that has no code.</summary>
    public static IEnumerable<(uint[] Index, MailError Row)> Rows(Published published)
    {
        foreach ((uint[] index, CounterRow row) in Tables.FamilyRows(published, CounterFamilies.Status))
        {
            int statusClass = StatusCode.Parse(Encoding.ASCII.GetBytes(row.Name), out int subject, out int detail);
            if (statusClass == 0)
            {
                continue;
            }

            // RFC 2789, mtaStatusCode.
            uint code = (uint)((((statusClass * 1000) + subject) * 1000) + detail);
            foreach (MailGroupKind kind in (MailGroupKind[])[MailGroupKind.Reception, MailGroupKind.Delivery])
            {
                yield return ([index[0], new MailGroup(row.Instance, kind, 0).Index, code], new MailError(kind, row));
            }
        }
    }
}
