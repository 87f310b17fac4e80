// Names as objects, for comparing and printing.
namespace AgentX.Tests.Support;

internal static class LayoutNames
{
    public static ObjectIdentifier Name(this MibLayout layout, int position) =>
        new(layout.NameAt(position, stackalloc uint[ObjectIdentifier.MaxLength]));
}
