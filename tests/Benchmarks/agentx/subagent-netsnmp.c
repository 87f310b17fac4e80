/* The same objects by a subagent on net-snmp's own library: one handler for the whole subtree, the fastest way it has. */
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/agent/net-snmp-agent-includes.h>
#include "model.h"

static struct model model;

static int handle(
    netsnmp_mib_handler *handler, netsnmp_handler_registration *registration, netsnmp_agent_request_info *info, netsnmp_request_info *requests)
{
    (void)handler, (void)registration;
    for (netsnmp_request_info *request = requests; request != NULL; request = request->next) {
        netsnmp_variable_list *variable = request->requestvb;
        uint32_t name[MAX_SUBIDS], own[4], value;
        int length = (int)variable->name_length;
        for (int i = 0; i < length; i++)
            name[i] = (uint32_t)variable->name[i];

        uint32_t position = model_lower_bound(&model, name, length);
        int is_there = model_is(&model, position, name, length);
        switch (info->mode) {
        case MODE_GET:
            if (!is_there) {
                netsnmp_set_request_error(info, request, SNMP_NOSUCHINSTANCE);
                continue;
            }
            model_name(&model, position, own, &value);
            break;
        case MODE_GETNEXT:
            if (is_there && !request->inclusive)
                position++;
            if (position == model_count(&model))
                continue;
            oid found[MAX_SUBIDS];
            int own_length = model_name(&model, position, own, &value);
            for (int i = 0; i < model.base_length; i++)
                found[i] = model.base[i];
            for (int i = 0; i < own_length; i++)
                found[model.base_length + i] = own[i];
            snmp_set_var_objid(variable, found, (size_t)(model.base_length + own_length));
            break;
        default:
            netsnmp_set_request_error(info, request, SNMP_ERR_NOTWRITABLE);
            continue;
        }
        u_long counter = value;
        snmp_set_var_typed_value(variable, ASN_COUNTER, &counter, sizeof counter);
    }
    return SNMP_ERR_NOERROR;
}

int main(int argc, char **argv)
{
    model_parse(&model, argc, argv);
    snmp_disable_log();
    netsnmp_ds_set_boolean(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_ROLE, 1);
    netsnmp_ds_set_string(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_X_SOCKET, argv[1]);
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
    init_agent("benchmark");
    oid base[MAX_SUBIDS];
    for (int i = 0; i < model.base_length; i++)
        base[i] = model.base[i];
    netsnmp_register_handler(
        netsnmp_create_handler_registration("benchmark", handle, base, (size_t)model.base_length, HANDLER_CAN_RONLY));
    init_snmp("benchmark");
    for (;;)
        agent_check_and_process(1);
}
